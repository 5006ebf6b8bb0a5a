namespace PoseStream.Core.Skeletons;

/// <summary>
/// Human3.6M's 17 joints and the middle of the shoulders, in the order of 3DMPPE's networks for it and of HEMlets (facts: model contracts §3, §8).
/// Neck is the base of the neck, head the top of the head.
/// </summary>
public static class H36m18
{
    public static Skeleton Skeleton { get; } = new("h36m18", 1,
    [
        new("pelvis", -1, 0, 0.066f),
        new("right_hip", 0, 4, 0.107f),
        new("right_knee", 1, 5, 0.087f),
        new("right_ankle", 2, 6, 0.089f),
        new("left_hip", 0, 1, 0.107f),
        new("left_knee", 4, 2, 0.087f),
        new("left_ankle", 5, 3, 0.089f),
        new("torso", 0, 7, 0.079f),
        new("neck", 7, 8, 0.026f),
        new("nose", 8, 9, 0.026f),
        new("head", 9, 10, 0.026f),
        new("left_shoulder", 8, 14, 0.079f),
        new("left_elbow", 11, 15, 0.072f),
        new("left_wrist", 12, 16, 0.062f),
        new("right_shoulder", 8, 11, 0.079f),
        new("right_elbow", 14, 12, 0.072f),
        new("right_wrist", 15, 13, 0.062f),
        new("thorax", 8, 17, 0.079f),
    ]);

    /// <summary>All by name (facts: model contracts §7, the same pairs the other way). There are no eyes, ears and feet: these stay absent.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>());
}
