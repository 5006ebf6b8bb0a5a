using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Stages;

/// <summary>Where the refine step puts what it finds of one person beside positions. What is not asked for is stale. Reused.</summary>
public sealed class MotionWork
{
    /// <summary>How old the refined positions are.</summary>
    public double Delay_s { get; set; }

    /// <summary>Camera space, as measured.</summary>
    public Vector3 RawRoot_m { get; set; }

    /// <summary>Camera space, as measured; NaN where absent.</summary>
    public Vector3[] RawPositions_m { get; } = new Vector3[Halpe26.Skeleton.Count];

    /// <summary>By <see cref="JointAngle"/>; NaN where not known.</summary>
    public float[] Angles_rad { get; } = new float[JointAngleNames.Count];

    /// <summary>By joint; null where not known.</summary>
    public SegmentLength?[] Segments { get; } = new SegmentLength?[Halpe26.Skeleton.Count];

    /// <summary>Camera space; NaN where not known.</summary>
    public Vector3[] Velocities_mps { get; } = new Vector3[Halpe26.Skeleton.Count];
}
