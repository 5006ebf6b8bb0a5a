using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Core.Ports;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Picks from published frames the people who stand or walk upright and whole in the picture. Of one person only sightings that differ in place or size are kept:
/// somebody who stands still tells the same thing again and again, with the same error.
/// </summary>
internal sealed class SightingCollector(Action<MediaTime>? reached = null) : IPosePublisher
{
    private const float Sure = 0.4f;

    // Shares of the person's height in the picture.
    private const float LeastMove = 0.2f;
    private const float LeastGrowth = 0.05f;
    private const float FurthestHip = 0.12f;
    private const float FurthestKnee = 0.2f;

    // Head to hips against hips to feet: 0.9 upright, seen from far above more; a sitting person's legs are half as long.
    private const float LeastTrunk = 0.55f;
    private const float MostTrunk = 1.5f;
    private const float LeastHeight_px = 40;

    private static readonly int Head = Halpe26.Skeleton.IndexOf("head");
    private static readonly int[] Hips = Indices("left_hip", "right_hip");
    private static readonly int[] Knees = Indices("left_knee", "right_knee");
    private static readonly int[] LeftFoot = Indices("left_heel", "left_big_toe", "left_small_toe");
    private static readonly int[] RightFoot = Indices("right_heel", "right_big_toe", "right_small_toe");

    private readonly Dictionary<TrackId, UprightSighting> _last = [];
    private readonly List<UprightSighting> _sightings = [];
    private readonly Vector2[] _joints = new Vector2[Halpe26.Skeleton.Count];

    public IReadOnlyList<UprightSighting> Sightings => _sightings;

    /// <summary>The camera of the last frame; null before the first.</summary>
    public Core.Geometry.CameraModel? Camera { get; private set; }

    public void Publish(PoseFrame frame)
    {
        Camera = frame.Camera;
        foreach (var person in frame.People)
        {
            if (person.State is TrackState.Confirmed)
            {
                Look(person);
            }
        }

        reached?.Invoke(frame.Stamp.MediaTime);
    }

    private static int[] Indices(params string[] names) => [.. names.Select(Halpe26.Skeleton.IndexOf)];

    private void Look(PersonPose person)
    {
        Array.Fill(_joints, new Vector2(float.NaN));
        foreach (var joint in person.Joints)
        {
            if (joint.Confidence >= Sure && joint.Visibility is not JointVisibility.OutOfFrame)
            {
                _joints[joint.Index] = joint.Pixel;
            }
        }

        var sighting = new UprightSighting(person.Track.Value, _joints[Head], (Middle(LeftFoot) + Middle(RightFoot)) / 2);
        if (IsUpright(sighting) && IsNew(person.Track, sighting))
        {
            _last[person.Track] = sighting;
            _sightings.Add(sighting);
        }
    }

    private Vector2 Middle(int[] joints) => joints.Aggregate(Vector2.Zero, (sum, joint) => sum + _joints[joint]) / joints.Length;

    private bool IsUpright(UprightSighting sighting)
    {
        var axis = sighting.Feet - sighting.Head;
        var height = axis.Length();
        if (!(height >= LeastHeight_px))
        {
            return false;
        }

        axis /= height;
        var hips = Middle(Hips) - sighting.Head;
        var along = Vector2.Dot(hips, axis);
        var trunk = along / (height - along);
        return trunk is >= LeastTrunk and <= MostTrunk
            && Beside(hips, axis) < FurthestHip * height
            && Knees.All(knee => Beside(_joints[knee] - sighting.Head, axis) < FurthestKnee * height);
    }

    private static float Beside(Vector2 way, Vector2 axis) => MathF.Abs((way.X * axis.Y) - (way.Y * axis.X));

    private bool IsNew(TrackId track, in UprightSighting sighting)
    {
        if (!_last.TryGetValue(track, out var last))
        {
            return true;
        }

        var height = Vector2.Distance(last.Head, last.Feet);
        var growth = MathF.Abs((Vector2.Distance(sighting.Head, sighting.Feet) / height) - 1);
        return growth > LeastGrowth || Vector2.Distance(sighting.Feet, last.Feet) > LeastMove * height;
    }
}
