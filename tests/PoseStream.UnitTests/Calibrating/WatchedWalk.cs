using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.UnitTests.Publishing;

namespace PoseStream.UnitTests.Calibrating;

/// <summary>Synthetic people who walk about before a camera, seen by a network that errs.</summary>
internal sealed class WatchedWalk(CameraModel lens, CameraMount mount, int seed)
{
    private const double Interval_s = 0.2;

    private readonly Random _random = new(seed);
    private readonly CameraView _view = CameraView.Aimed(lens, new Vector3(0, 0, (float)mount.Height_m), 0, (float)mount.Pitch_rad, (float)mount.Roll_rad);
    private readonly SightingCollector _collector = new();
    private ulong _people;

    /// <summary>Standard deviation of each joint's pixel, as a share of the person's height in the picture.</summary>
    public float JointError { get; init; } = 0.015f;

    /// <summary>Whether the network tells joints in space, without error.</summary>
    public bool IsInMetres { get; init; } = true;

    /// <summary>Told each frame.</summary>
    public Action<PoseFrame>? Published { get; init; }

    public IReadOnlyList<UprightSighting> Sightings => _collector.Sightings;

    public IReadOnlyList<float> Statures_m => _statures;

    private readonly List<float> _statures = [];

    /// <summary>Adds adults who each walk from one spot to the next, between two distances before the camera.</summary>
    public WatchedWalk Walk(int people, float near_m, float far_m, int spots = 3) => Walk(people, near_m, far_m, spots, children: 0);

    public WatchedWalk WalkOfChildren(int people, float near_m, float far_m, int spots = 3) => Walk(people, near_m, far_m, spots, children: 1);

    /// <summary>Adds adults who come from both sides of the picture and end in its middle, or begin there.</summary>
    public WatchedWalk Meet(int people, float near_m, float far_m, bool part = false)
    {
        var number = 0;
        return Walk(people, children: 0, () =>
        {
            var x = near_m + ((far_m - near_m) * number / (people - 1));
            Vector2[] way = [new(x, 0.4f * (++number % 2 == 0 ? x : -x)), new(x, 0)];
            return part ? [way[1], way[0]] : way;
        });
    }

    private WatchedWalk Walk(int people, float near_m, float far_m, int spots, float children) =>
        Walk(people, children, () => [.. Enumerable.Range(0, spots).Select(_ => Spot(near_m, far_m))]);

    private WatchedWalk Walk(int people, float children, Func<Vector2[]> way)
    {
        for (var i = 0; i < people; i++)
        {
            var look = PersonLookGenerator.Make(new Dice((ulong)_random.NextInt64()), children);
            var body = look.Proportions;
            var speed = 1.1f + (0.4f * _random.NextSingle());
            var path = new FloorPath(way());
            var track = new PathTrack(path, speed);
            var motion = new GaitMotion(body, GaitShape.Walk(body, speed), track, MotionStyle.Random(_random));
            _statures.Add(body.Stature_m);
            Act(look, motion, track.Duration_s);
        }

        return this;
    }

    /// <summary>Adds people who sit, each on another spot.</summary>
    public WatchedWalk Sit(int people, float near_m, float far_m, double seconds = 4)
    {
        for (var i = 0; i < people; i++)
        {
            var look = PersonLookGenerator.Make(new Dice((ulong)_random.NextInt64()), children: 0);
            var motion = new PlacedMotion(new SitMotion(look.Proportions, MotionStyle.Random(_random)), new FloorPlacement(Spot(near_m, far_m), 6 * _random.NextSingle()));
            Act(look, motion, seconds);
        }

        return this;
    }

    private void Act(PersonLook look, IMotion motion, double seconds)
    {
        var pose = new BodyPose();
        var joints = new Vector3[Halpe26.Skeleton.Count];
        var track = new TrackId(++_people);
        for (var t = 0.0; t < seconds; t += Interval_s)
        {
            motion.PoseAt(t, pose);
            HalpeJoints.Solve(new ScenePerson("walker", look, pose), joints);
            var seen = See(joints);
            if (seen.Count > 0)
            {
                var person = PublishedPoses.Person with { Track = track, State = TrackState.Confirmed, Joints = seen };
                var frame = PublishedPoses.With(person) with { Camera = lens };
                _collector.Publish(frame);
                Published?.Invoke(frame);
            }
        }
    }

    private List<PublishedJoint> See(Vector3[] joints_m)
    {
        var pixels = Array.ConvertAll(joints_m, _view.Project);
        var error = JointError * (pixels.Max(pixel => pixel.Y) - pixels.Min(pixel => pixel.Y));
        List<PublishedJoint> seen = [];
        for (var j = 0; j < pixels.Length; j++)
        {
            var pixel = pixels[j] + (error * new Vector2(Normal(), Normal()));
            var inside = pixel is { X: >= 0, Y: >= 0 } && pixel.X < lens.Geometry.Width && pixel.Y < lens.Geometry.Height;
            if (float.IsFinite(pixel.X))
            {
                seen.Add(new PublishedJoint(j, pixel, IsInMetres ? _view.ToCamera(joints_m[j]) : null, 0.9f, inside ? JointVisibility.Visible : JointVisibility.OutOfFrame));
            }
        }

        return seen;
    }

    private Vector2 Spot(float near_m, float far_m)
    {
        var x = near_m + ((far_m - near_m) * _random.NextSingle());
        return new Vector2(x, x * 0.5f * (_random.NextSingle() - 0.5f));
    }

    private float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * MathF.Cos(MathF.Tau * _random.NextSingle());
}
