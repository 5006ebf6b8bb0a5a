namespace PoseStream.Core.Skeletons;

/// <summary>The canonical skeleton, in which PoseStream publishes: COCO-17, then head top, neck, pelvis and six foot points (facts: model contracts §7).</summary>
public static class Halpe26
{
    public static Skeleton Skeleton { get; } = new("halpe26", 1,
    [
        new("nose", 17, 0, 0.026f),
        new("left_eye", 0, 2, 0.025f),
        new("right_eye", 0, 1, 0.025f),
        new("left_ear", 1, 4, 0.035f),
        new("right_ear", 2, 3, 0.035f),
        new("left_shoulder", 18, 6, 0.079f),
        new("right_shoulder", 18, 5, 0.079f),
        new("left_elbow", 5, 8, 0.072f),
        new("right_elbow", 6, 7, 0.072f),
        new("left_wrist", 7, 10, 0.062f),
        new("right_wrist", 8, 9, 0.062f),
        new("left_hip", 19, 12, 0.107f),
        new("right_hip", 19, 11, 0.107f),
        new("left_knee", 11, 14, 0.087f),
        new("right_knee", 12, 13, 0.087f),
        new("left_ankle", 13, 16, 0.089f),
        new("right_ankle", 14, 15, 0.089f),
        new("head", 18, 17, 0.026f),
        new("neck", 19, 18, 0.026f),
        new("pelvis", -1, 19, 0.066f),
        new("left_big_toe", 15, 21, 0.079f),
        new("right_big_toe", 16, 20, 0.079f),
        new("left_small_toe", 15, 23, 0.079f),
        new("right_small_toe", 16, 22, 0.079f),
        new("left_heel", 15, 25, 0.079f),
        new("right_heel", 16, 24, 0.079f),
    ]);
}
