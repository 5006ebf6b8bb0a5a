using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>
/// One motion after another: each begins where the last one ends, facing the same way, and takes over smoothly. While it does, first one foot and then the other
/// steps to where the new motion wants it.
/// </summary>
public sealed class MotionSequence : IMotion
{
    private readonly (IMotion Motion, double Start_s)[] _parts;
    private readonly double _blend_s;

    /// <param name="parts">Each with the seconds it lasts, at least <paramref name="blend_s"/>. The first keeps its own place on the floor.</param>
    /// <param name="blend_s">Of each change, half before and half after it.</param>
    /// <exception cref="ArgumentException">No parts, a part shorter than a change, or parts of different bodies.</exception>
    public MotionSequence(IReadOnlyList<(IMotion Motion, double Seconds)> parts, double blend_s = 0.9)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("a sequence needs a motion", nameof(parts));
        }

        Body = parts[0].Motion.Body;
        _blend_s = blend_s;
        _parts = new (IMotion, double)[parts.Count];
        var (pose, at) = (new BodyPose(), 0.0);
        for (var i = 0; i < parts.Count; i++)
        {
            var (motion, seconds) = parts[i];
            if (seconds < blend_s || motion.Body != Body)
            {
                throw new ArgumentException($"part {i + 1} of a sequence is shorter than a change ({blend_s} s) or of another body", nameof(parts));
            }

            if (i > 0)
            {
                _parts[i - 1].Motion.PoseAt(at, pose);
                var before = PlacementOf(pose);
                motion.PoseAt(0, pose);
                motion = new PlacedMotion(motion, before.Then(PlacementOf(pose).Inverse()), at);
            }

            _parts[i] = (motion, at);
            at += seconds;
        }

        Duration_s = at;
    }

    public BodyProportions Body { get; }

    public double Duration_s { get; }

    public void PoseAt(double t_s, BodyPose pose)
    {
        t_s = Math.Min(t_s, Duration_s);
        var i = _parts.Length - 1;
        while (i > 0 && t_s < _parts[i].Start_s - (_blend_s / 2))
        {
            i--;
        }

        _parts[i].Motion.PoseAt(t_s, pose);
        if (i == 0 || t_s >= _parts[i].Start_s + (_blend_s / 2))
        {
            return;
        }

        var before = new BodyPose();
        _parts[i - 1].Motion.PoseAt(t_s, before);
        Blend(before, pose, (float)((t_s - _parts[i].Start_s + (_blend_s / 2)) / _blend_s));
    }

    private void Blend(BodyPose before, BodyPose pose, float share)
    {
        Span<Vector3> positions = stackalloc Vector3[BodyTree.Count];
        Span<Quaternion> frames = stackalloc Quaternion[BodyTree.Count];
        BodyKinematics.Solve(Body, before, positions, frames);
        var (leftBefore, rightBefore) = (FootOf(BodyJoint.LeftAnkle, before, positions, frames), FootOf(BodyJoint.RightAnkle, before, positions, frames));
        BodyKinematics.Solve(Body, pose, positions, frames);
        var left = Step(leftBefore, FootOf(BodyJoint.LeftAnkle, pose, positions, frames), share / 0.55f);
        var right = Step(rightBefore, FootOf(BodyJoint.RightAnkle, pose, positions, frames), (share - 0.45f) / 0.55f);

        var eased = Curves.MinimumJerk(share);
        for (var j = 0; j < BodyTree.Count; j++)
        {
            pose.Rotations[j] = Quaternion.Slerp(before.Rotations[j], pose.Rotations[j], eased);
        }

        var pelvis = Vector3.Lerp(before.Pelvis_m, pose.Pelvis_m, eased);
        LegSolver.SettlePelvis(Body, pose, pelvis, left, right);
        // The limit of the legs fades in and out, so that both ends are the motions' own postures.
        pose.Pelvis_m = Vector3.Lerp(pelvis, pose.Pelvis_m, Curves.Bump(Math.Clamp(share, 0, 1)));
        var (leftKnee, rightKnee) = (KneeOf(pose, BodyJoint.LeftHip), KneeOf(pose, BodyJoint.RightHip));
        LegSolver.SolveTowards(Body, pose, true, left, leftKnee);
        LegSolver.SolveTowards(Body, pose, false, right, rightKnee);
    }

    private static FootPlacement Step(FootPlacement from, FootPlacement to, float share)
    {
        var way = Vector3.Distance(from.Ankle_m, to.Ankle_m);
        return FootPlacement.Mix(from, to, Curves.MinimumJerk(share)).Raised(MathF.Min(0.1f, 0.35f * way) * Curves.Bump(share));
    }

    private static FootPlacement FootOf(BodyJoint ankle, BodyPose pose, ReadOnlySpan<Vector3> positions, ReadOnlySpan<Quaternion> frames)
    {
        var toes = pose[ankle + 1];
        return new FootPlacement(positions[(int)ankle], frames[(int)ankle], -2 * MathF.Atan2(toes.Y, toes.W));
    }

    // Between the front of the thigh and that of the shank: square to the leg however far the knee is bent.
    private static Vector3 KneeOf(BodyPose pose, BodyJoint hip)
    {
        var thigh = pose[BodyJoint.Pelvis] * pose[hip];
        return Vector3.Transform(Vector3.UnitX, thigh) + Vector3.Transform(Vector3.UnitX, thigh * pose[hip + 1]);
    }

    private static FloorPlacement PlacementOf(BodyPose pose)
    {
        var forward = Vector3.Transform(Vector3.UnitX, pose[BodyJoint.Pelvis]);
        return new FloorPlacement(new Vector2(pose.Pelvis_m.X, pose.Pelvis_m.Y), MathF.Atan2(forward.Y, forward.X));
    }
}
