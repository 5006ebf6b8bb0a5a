using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;

namespace PoseStream.Pipeline.Stages;

/// <summary>The part of a message that tells how a person moves: as much as was asked for.</summary>
internal sealed class MotionMessage(RefinementOptions refinement, KinematicsOptions kinematics)
{
    public static Vector3? Known(Vector3 value) => float.IsFinite(value.X) ? value : null;

    public PersonMotion Of(MotionWork motion) => new(
        TimeSpan.FromSeconds(motion.Delay_s),
        refinement.PublishRaw ? motion.RawRoot_m : null,
        kinematics.Angles ? AnglesOf(motion) : [],
        kinematics.SegmentLengths ? SegmentsOf(motion) : [])
    {
        Body = BodyOf(motion),
        BodyDelay = TimeSpan.FromSeconds(motion.BodyDelay_s),
    };

    /// <summary>Of somebody who has no place, but angles by the network's own word.</summary>
    public PersonMotion WithoutPlace(MotionWork motion) => new(TimeSpan.Zero, null, kinematics.Angles ? AnglesOf(motion) : [], [])
    {
        Body = BodyOf(motion),
        BodyDelay = TimeSpan.FromSeconds(motion.BodyDelay_s),
    };

    public Vector3? RawOf(MotionWork motion, int joint) => refinement.PublishRaw ? Known(motion.RawPositions_m[joint]) : null;

    public Vector3? VelocityOf(MotionWork motion, int joint) => kinematics.Velocities ? Known(motion.Velocities_mps[joint]) : null;

    private static AngleValue[] AnglesOf(MotionWork motion)
    {
        var known = 0;
        foreach (var angle in motion.Angles_rad)
        {
            known += float.IsFinite(angle) ? 1 : 0;
        }

        var angles = new AngleValue[known];
        var next = 0;
        for (var i = 0; i < motion.Angles_rad.Length; i++)
        {
            if (float.IsFinite(motion.Angles_rad[i]))
            {
                angles[next++] = new AngleValue((JointAngle)i, motion.Angles_rad[i], motion.AngleSources[i]);
            }
        }

        return angles;
    }

    private BodyPosture? BodyOf(MotionWork motion) =>
        kinematics.Body && motion.Body is { } body ? new BodyPosture(body, (float[])motion.Coordinates.Clone(), (Vector3[])motion.Markers_m.Clone()) : null;

    private static SegmentLength[] SegmentsOf(MotionWork motion)
    {
        var known = 0;
        foreach (var segment in motion.Segments)
        {
            known += segment is null ? 0 : 1;
        }

        var segments = new SegmentLength[known];
        var next = 0;
        foreach (var segment in motion.Segments)
        {
            if (segment is { } length)
            {
                segments[next++] = length;
            }
        }

        return segments;
    }
}
