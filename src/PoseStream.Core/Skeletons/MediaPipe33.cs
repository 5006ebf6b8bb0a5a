namespace PoseStream.Core.Skeletons;

/// <summary>The 33 landmarks of MediaPipe's pose networks (facts: model contracts §13). The root of the metric landmarks is the middle of the hips.</summary>
public static class MediaPipe33
{
    public static Skeleton Skeleton { get; } = new("mediapipe33", 1,
    [
        new("nose", -1, 0, 0.026f),
        new("left_eye_inner", 0, 4, 0.025f),
        new("left_eye", 1, 5, 0.025f),
        new("left_eye_outer", 2, 6, 0.025f),
        new("right_eye_inner", 0, 1, 0.025f),
        new("right_eye", 4, 2, 0.025f),
        new("right_eye_outer", 5, 3, 0.025f),
        new("left_ear", 3, 8, 0.035f),
        new("right_ear", 6, 7, 0.035f),
        new("mouth_left", 0, 10, 0.025f),
        new("mouth_right", 0, 9, 0.025f),
        new("left_shoulder", 23, 12, 0.079f),
        new("right_shoulder", 24, 11, 0.079f),
        new("left_elbow", 11, 14, 0.072f),
        new("right_elbow", 12, 13, 0.072f),
        new("left_wrist", 13, 16, 0.062f),
        new("right_wrist", 14, 15, 0.062f),
        new("left_pinky", 15, 18, 0.062f),
        new("right_pinky", 16, 17, 0.062f),
        new("left_index", 15, 20, 0.062f),
        new("right_index", 16, 19, 0.062f),
        new("left_thumb", 15, 22, 0.062f),
        new("right_thumb", 16, 21, 0.062f),
        new("left_hip", -1, 24, 0.107f),
        new("right_hip", 23, 23, 0.107f),
        new("left_knee", 23, 26, 0.087f),
        new("right_knee", 24, 25, 0.087f),
        new("left_ankle", 25, 28, 0.089f),
        new("right_ankle", 26, 27, 0.089f),
        new("left_heel", 27, 30, 0.079f),
        new("right_heel", 28, 29, 0.079f),
        new("left_foot_index", 29, 32, 0.079f),
        new("right_foot_index", 30, 31, 0.079f),
    ]);

    /// <summary>MediaPipe has no head top and no small toes: these stay absent. Neck and pelvis are the middles of shoulders and hips.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["neck"] = ["left_shoulder", "right_shoulder"],
        ["pelvis"] = ["left_hip", "right_hip"],
        ["left_big_toe"] = ["left_foot_index"],
        ["right_big_toe"] = ["right_foot_index"],
    });
}
