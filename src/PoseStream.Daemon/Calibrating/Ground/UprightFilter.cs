using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Picks the people who stand or walk upright and whole in the picture. Of one person only sightings that differ in place or size are told:
/// somebody who stands still says the same thing again and again, with the same error. Allocates nothing for a frame.
/// </summary>
internal sealed class UprightFilter
{
    private const float Sure = 0.4f;

    // Shares of the person's height in the picture.
    private const float LeastMove = 0.2f;
    private const float LeastGrowth = 0.05f;

    // Joints shake by as much.
    private const float LeastGrowth_px = 4;
    private const float FurthestHip = 0.12f;
    private const float FurthestKnee = 0.2f;

    // Head to hips against hips to feet: 0.9 upright, seen from far above more; a sitting person's legs are half as long.
    private const float LeastTrunk = 0.55f;
    private const float MostTrunk = 1.5f;
    private const float LeastHeight_px = 40;

    // Of the stature, between head and feet: below the one people stoop or squat, and what is measured is surer than what is usual; below the other head and feet are not one above the other.
    private const float Stands = 0.93f;
    private const float LeastShare = 0.8f;

    private static readonly int Head = Halpe26.Skeleton.IndexOf("head");
    private static readonly int[] Hips = Indices("left_hip", "right_hip");
    private static readonly int[] Knees = Indices("left_knee", "right_knee");
    private static readonly int[] LeftFoot = Indices("left_heel", "left_big_toe", "left_small_toe");
    private static readonly int[] RightFoot = Indices("right_heel", "right_big_toe", "right_small_toe");

    private readonly Dictionary<TrackId, UprightSighting> _last = [];
    private readonly Vector2[] _joints = new Vector2[Halpe26.Skeleton.Count];
    private readonly Vector3[] _positions_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly bool[] _isVisible = new bool[Halpe26.Skeleton.Count];

    /// <returns>Whether the person, of the next frame, is upright and not where they were seen last.</returns>
    public bool TrySee(PersonPose person, out UprightSighting sighting)
    {
        sighting = default;
        if (person.State is TrackState.Ended)
        {
            _last.Remove(person.Track);
        }

        if (person.State is not TrackState.Confirmed)
        {
            return false;
        }

        Array.Fill(_joints, new Vector2(float.NaN));
        Array.Fill(_positions_m, new Vector3(float.NaN));
        Array.Fill(_isVisible, false);
        for (var i = 0; i < person.Joints.Count; i++)
        {
            var joint = person.Joints[i];
            if (joint.Confidence >= Sure && joint.Visibility is not JointVisibility.OutOfFrame)
            {
                _joints[joint.Index] = joint.Pixel;
                _positions_m[joint.Index] = joint.Position_m ?? new Vector3(float.NaN);
                _isVisible[joint.Index] = joint.Visibility is JointVisibility.Visible;
            }
        }

        sighting = new UprightSighting(person.Track.Value, _joints[Head], (Middle(LeftFoot) + Middle(RightFoot)) / 2, Share());
        if (!IsSeen(LeftFoot) || !IsSeen(RightFoot) || !IsUpright(sighting))
        {
            return false;
        }

        if (_last.TryGetValue(person.Track, out var last) && !IsNew(last, sighting))
        {
            return false;
        }

        _last[person.Track] = sighting;
        return true;
    }

    private static int[] Indices(params string[] names) => [.. names.Select(Halpe26.Skeleton.IndexOf)];

    private Vector2 Middle(int[] joints)
    {
        var sum = Vector2.Zero;
        foreach (var joint in joints)
        {
            sum += _joints[joint];
        }

        return sum / joints.Length;
    }

    /// <summary>By the joints in metres, whatever their scale; NaN where too little shows.</summary>
    private double Share()
    {
        var feet = Vector3.Zero;
        for (var i = 0; i < LeftFoot.Length; i++)
        {
            feet += _positions_m[LeftFoot[i]] + _positions_m[RightFoot[i]];
        }

        var share = Vector3.Distance(_positions_m[Head], feet / (2 * LeftFoot.Length)) / BodyHeight.Estimate(_positions_m);
        return share switch
        {
            < LeastShare => double.NaN,
            < Stands => share.Value,
            _ => UprightSighting.UsualShare,
        };
    }

    /// <summary>Where something hides a whole foot, a network only guesses how far down it is.</summary>
    private bool IsSeen(int[] foot)
    {
        foreach (var joint in foot)
        {
            if (_isVisible[joint])
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUpright(in UprightSighting sighting)
    {
        var axis = sighting.Feet - sighting.Head;
        var height = axis.Length();
        if (!(height >= LeastHeight_px) || double.IsNaN(sighting.Share))
        {
            return false;
        }

        axis /= height;
        var hips = Middle(Hips) - sighting.Head;
        var along = Vector2.Dot(hips, axis);
        var trunk = along / (height - along);
        if (trunk is not (>= LeastTrunk and <= MostTrunk) || !(Beside(hips, axis) < FurthestHip * height))
        {
            return false;
        }

        foreach (var knee in Knees)
        {
            if (!(Beside(_joints[knee] - sighting.Head, axis) < FurthestKnee * height))
            {
                return false;
            }
        }

        return true;
    }

    private static float Beside(Vector2 way, Vector2 axis) => MathF.Abs((way.X * axis.Y) - (way.Y * axis.X));

    private static bool IsNew(in UprightSighting last, in UprightSighting sighting) =>
        MathF.Abs(HeightOf(sighting) - HeightOf(last)) > MathF.Max(LeastGrowth * HeightOf(last), LeastGrowth_px) || Vector2.Distance(sighting.Feet, last.Feet) > LeastMove * HeightOf(last);

    private static float HeightOf(in UprightSighting sighting) => Vector2.Distance(sighting.Head, sighting.Feet);
}
