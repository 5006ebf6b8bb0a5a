namespace PoseStream.Core.Skeletons;

/// <summary>COCO's 17 keypoints and six of the feet, in the order of the 23-keypoint networks: not that of Halpe (facts: model contracts §11).</summary>
public static class Coco23
{
    public static Skeleton Skeleton { get; } = new("coco23", 1,
    [
        .. Coco17.Skeleton.Joints,
        new("left_big_toe", 15, 20, 0.062f),
        new("left_small_toe", 15, 21, 0.062f),
        new("left_heel", 15, 22, 0.062f),
        new("right_big_toe", 16, 17, 0.062f),
        new("right_small_toe", 16, 18, 0.062f),
        new("right_heel", 16, 19, 0.062f),
    ]);

    /// <summary>Neck and pelvis are the middles of shoulders and hips; there is no head top: it stays absent.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["neck"] = ["left_shoulder", "right_shoulder"],
        ["pelvis"] = ["left_hip", "right_hip"],
    });
}
