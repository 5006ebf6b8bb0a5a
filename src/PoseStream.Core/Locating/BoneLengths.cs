namespace PoseStream.Core.Locating;

/// <summary>How long an adult's bones are at the mean, in the joints' names of <see cref="Skeletons.Halpe26"/> (facts: model contracts §8, the prior of HEMlets).</summary>
public static class BoneLengths
{
    public static IReadOnlyList<BoneLength> Adult { get; } =
    [
        new("pelvis", "right_hip", 0.13295f),
        new("pelvis", "left_hip", 0.13295f),
        new("right_hip", "right_knee", 0.44289f),
        new("right_knee", "right_ankle", 0.45421f),
        new("left_hip", "left_knee", 0.44289f),
        new("left_knee", "left_ankle", 0.45421f),
        new("neck", "right_shoulder", 0.15103f),
        new("neck", "left_shoulder", 0.15103f),
        new("neck", "nose", 0.12113f),
        new("nose", "head", 0.11500f),
        new("right_shoulder", "right_elbow", 0.27889f),
        new("right_elbow", "right_wrist", 0.25173f),
        new("left_shoulder", "left_elbow", 0.27888f),
        new("left_elbow", "left_wrist", 0.25173f),
    ];
}
