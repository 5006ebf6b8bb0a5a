using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Human3.6M's joints (facts: model contracts §3), under our names.</summary>
internal static class Human36M
{
    /// <summary>Frames a second of its recordings.</summary>
    public const double Rate = 50;

    /// <summary>The 17 joints in which results are told.</summary>
    public static Skeleton Skeleton { get; } = JointNames.Skeleton(
        "h36m17", "pelvis", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "torso", "neck", "nose", "head",
        "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist");

    /// <summary>Where these are among the 32 joints of the original recordings.</summary>
    public static IReadOnlyList<int> In32 { get; } = [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27];
}
