using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>What a pose network found in one crop, in the published skeleton. Reused.</summary>
internal sealed class FoundPose
{
    /// <summary>Frame pixels.</summary>
    public JointEstimate[] Joints { get; } = new JointEstimate[Halpe26.Skeleton.Count];

    /// <summary>Camera space; NaN where absent.</summary>
    public Vector3[] Positions_m { get; } = new Vector3[Halpe26.Skeleton.Count];

    /// <summary>Null where the person could not be placed.</summary>
    public RootFit? Fit { get; set; }

    /// <summary>Frame pixels; NaN where absent.</summary>
    public Vector2[] Pixels => [.. Joints.Select(joint => joint.IsPresent ? joint.Pixel : new Vector2(float.NaN))];
}
