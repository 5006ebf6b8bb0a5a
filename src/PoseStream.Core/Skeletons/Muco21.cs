namespace PoseStream.Core.Skeletons;

/// <summary>The 21 joints of MuCo-3DHP, in the order of 3DMPPE's networks for several people (facts: model contracts §3). Head is the middle of the head, not its top.</summary>
public static class Muco21
{
    public static Skeleton Skeleton { get; } = new("muco21", 1,
    [
        new("head_top", 16, 0, 0.026f),
        new("thorax", 15, 1, 0.079f),
        new("right_shoulder", 1, 5, 0.079f),
        new("right_elbow", 2, 6, 0.072f),
        new("right_wrist", 3, 7, 0.062f),
        new("left_shoulder", 1, 2, 0.079f),
        new("left_elbow", 5, 3, 0.072f),
        new("left_wrist", 6, 4, 0.062f),
        new("right_hip", 14, 11, 0.107f),
        new("right_knee", 8, 12, 0.087f),
        new("right_ankle", 9, 13, 0.089f),
        new("left_hip", 14, 8, 0.107f),
        new("left_knee", 11, 9, 0.087f),
        new("left_ankle", 12, 10, 0.089f),
        new("pelvis", -1, 14, 0.066f),
        new("spine", 14, 15, 0.079f),
        new("head", 1, 16, 0.035f),
        new("right_hand", 4, 18, 0.062f),
        new("left_hand", 7, 17, 0.062f),
        new("right_toe", 10, 20, 0.079f),
        new("left_toe", 13, 19, 0.079f),
    ]);

    /// <summary>
    /// Thorax is the base of the neck, and Halpe's head the top. A toe stands for the big toe, as MediaPipe's does. There is no face, heel and small toe: these stay absent.
    /// </summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["head"] = ["head_top"],
        ["neck"] = ["thorax"],
        ["left_big_toe"] = ["left_toe"],
        ["right_big_toe"] = ["right_toe"],
    });
}
