using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Metrics.Matching;
using PoseStream.Core.Metrics.Tracks;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>
/// Compares what a pipeline publishes with the truth, clip after clip. People are told apart by their boxes in the frame; positions that are late by so many frames are compared with
/// where that person was then. One pipeline at a time.
/// </summary>
internal sealed class SceneScore : IPosePublisher
{
    // 95 % of a chi-squared distribution with three degrees of freedom.
    private const double Ellipsoid95 = 7.815;

    private static readonly RootJoint Pelvis = new(Halpe26.Skeleton, "pelvis");
    private static readonly int PelvisIndex = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly JointSubset AllButPelvis =
        JointSubset.Of(Halpe26.Skeleton, "all25", [.. Halpe26.Skeleton.Joints.Select(joint => joint.Name).Where(name => name != "pelvis")]);

    private readonly PoseErrorMeter _joints = new(AllButPelvis, Pelvis);
    private readonly RootErrorMeter _root = new(Pelvis);
    private readonly MotionMeter _motion = new(JointSubset.All(Halpe26.Skeleton));
    private readonly ClearMotMeter _tracks = new(Accuracy.MinimumOverlap);
    private readonly RunningRatio _angles = new();
    private readonly RunningRatio _coverage = new();
    private readonly RunningRatio _delay_s = new();
    private readonly Vector3[] _estimate_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly Vector3[] _truth_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly Vector3[] _ground_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly float[] _truthAngles_rad = new float[JointAngleNames.Count];
    private FilmedClip _clip = null!;
    private double _personSeconds;

    /// <summary>Frames from here on are of this clip.</summary>
    public void Begin(FilmedClip clip)
    {
        _clip = clip;
        _tracks.StartSequence();
        _motion.StartSequence();
    }

    public void Publish(PoseFrame frame)
    {
        var index = (int)frame.Stamp.Sequence;
        var truth = _clip.PeopleIn(index);
        PersonPose[] found = [.. frame.People.Where(person => person.State is TrackState.Confirmed).OrderByDescending(person => person.ExistenceProbability)];
        var truthOf = new int[found.Length];
        BoxMatching.Greedy([.. found.Select(person => new Detection(person.Box, person.ExistenceProbability))], truth.Boxes, truth.Ignored, Accuracy.MinimumOverlap, truthOf);
        Follow(truth, found);
        var space = OpenSimSpace.Of(SceneCalibrations.Truly(frame.Camera, _clip.View));
        for (var i = 0; i < found.Length; i++)
        {
            if (truthOf[i] != BoxMatching.Nothing && !truth.Ignored[truthOf[i]])
            {
                Compare(found[i], space, index, truth.People[truthOf[i]].Person, truth.Identities[truthOf[i]]);
            }
        }
    }

    public SceneRow Row(string scene, string calibration, string refinement) => new(
        scene, calibration, refinement, 1000 * _joints.RootAligned_m, 1000 * _joints.Similarity_m, 1000 * _root.Mean_m, _motion.AccelerationRatio,
        60 * _tracks.Switches / _personSeconds, _angles.Value, _coverage.Value, 100.0 * _tracks.Misses / _tracks.Truths, 1000 * _delay_s.Value);

    private void Follow(FrameTruth truth, PersonPose[] found)
    {
        _tracks.AddFrame(truth.Tracked, [.. found.Select(person => new TrackedBox(person.Track.Value, person.Box))], truth.Ignored);
        _personSeconds += (double)truth.Ignored.Count(ignored => !ignored) / _clip.Script.FramesPerSecond;
    }

    private void Compare(PersonPose found, in OpenSimSpace space, int index, int person, ulong identity)
    {
        if (found.Root_m is not { } root)
        {
            return;
        }

        var delay_s = found.Motion?.Delay.TotalSeconds ?? 0;
        var then = index - (int)Math.Round(delay_s * _clip.Script.FramesPerSecond);
        var truth = _clip.Person(then, person);
        var trueRoot = truth.Joints[PelvisIndex].Camera_m;
        _delay_s.Add(delay_s);
        _root.Add(root, trueRoot);
        if (found.Root is { } state)
        {
            _coverage.Add(state.Covariance_m2.SquaredDistance(trueRoot - root) <= Ellipsoid95 ? 1 : 0);
        }

        if (found.Motion is { } motion)
        {
            CompareJoints(found, root, truth, (double)then / _clip.Script.FramesPerSecond, identity);
            CompareAngles(motion, space, truth);
        }
    }

    private void CompareJoints(PersonPose found, Vector3 root, PersonTruth truth, double time_s, ulong identity)
    {
        Array.Fill(_estimate_m, new Vector3(float.NaN));
        foreach (var joint in found.Joints)
        {
            _estimate_m[joint.Index] = joint.Position_m ?? new Vector3(float.NaN);
        }

        for (var j = 0; j < _truth_m.Length; j++)
        {
            _truth_m[j] = truth.Joints[j].Visibility is TruthVisibility.Visible ? truth.Joints[j].Camera_m : new Vector3(float.NaN);
        }

        // Known and needed whether or not it can be seen.
        (_estimate_m[PelvisIndex], _truth_m[PelvisIndex]) = (root, truth.Joints[PelvisIndex].Camera_m);
        _joints.Add(_estimate_m, _truth_m);
        _motion.Add(identity, found.Track.Value, time_s, _estimate_m, _truth_m);
    }

    private void CompareAngles(PersonMotion motion, in OpenSimSpace space, PersonTruth truth)
    {
        for (var j = 0; j < _ground_m.Length; j++)
        {
            _ground_m[j] = space.FromCamera(truth.Joints[j].Camera_m);
        }

        JointAngleSolver.Solve(_ground_m, _truthAngles_rad);
        foreach (var angle in motion.Angles)
        {
            var error = Math.Abs(Math.IEEERemainder(angle.Value_rad - _truthAngles_rad[(int)angle.Angle], 2 * Math.PI));
            if (double.IsFinite(error))
            {
                _angles.Add(error * 180 / Math.PI);
            }
        }
    }
}
