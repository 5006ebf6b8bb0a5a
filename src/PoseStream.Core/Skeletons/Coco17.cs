namespace PoseStream.Core.Skeletons;

/// <summary>COCO's 17 keypoints (facts: model contracts §5, §11). It has no pelvis: the left hip stands for the root.</summary>
public static class Coco17
{
    public static Skeleton Skeleton { get; } = new("coco17", 1,
    [
        new("nose", -1, 0, 0.026f),
        new("left_eye", 0, 2, 0.025f),
        new("right_eye", 0, 1, 0.025f),
        new("left_ear", 1, 4, 0.035f),
        new("right_ear", 2, 3, 0.035f),
        new("left_shoulder", 11, 6, 0.079f),
        new("right_shoulder", 12, 5, 0.079f),
        new("left_elbow", 5, 8, 0.072f),
        new("right_elbow", 6, 7, 0.072f),
        new("left_wrist", 7, 10, 0.062f),
        new("right_wrist", 8, 9, 0.062f),
        new("left_hip", -1, 12, 0.107f),
        new("right_hip", 11, 11, 0.107f),
        new("left_knee", 11, 14, 0.087f),
        new("right_knee", 12, 13, 0.087f),
        new("left_ankle", 13, 16, 0.089f),
        new("right_ankle", 14, 15, 0.089f),
    ]);

    /// <summary>Neck and pelvis are the middles of shoulders and hips; there is no head top and no foot: these stay absent.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["neck"] = ["left_shoulder", "right_shoulder"],
        ["pelvis"] = ["left_hip", "right_hip"],
    });
}
