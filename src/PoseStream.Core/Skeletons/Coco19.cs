namespace PoseStream.Core.Skeletons;

/// <summary>Pose2Mesh's 19 joints: COCO's, then pelvis and neck (facts: model contracts §10).</summary>
public static class Coco19
{
    public static Skeleton Skeleton { get; } = new("coco19", 1,
    [
        new("nose", 18, 0, 0.026f),
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
        new("left_hip", 17, 12, 0.107f),
        new("right_hip", 17, 11, 0.107f),
        new("left_knee", 11, 14, 0.087f),
        new("right_knee", 12, 13, 0.087f),
        new("left_ankle", 13, 16, 0.089f),
        new("right_ankle", 14, 15, 0.089f),
        new("pelvis", -1, 17, 0.066f),
        new("neck", 17, 18, 0.026f),
    ]);

    /// <summary>There is no head top and no foot: these stay absent.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>());

    /// <summary>Of COCO's joints: the middles of hips and shoulders.</summary>
    internal static IReadOnlyDictionary<string, JointShare[]> FromCoco { get; } = new Dictionary<string, JointShare[]>(StringComparer.Ordinal)
    {
        ["pelvis"] = JointShare.Mean("left_hip", "right_hip"),
        ["neck"] = JointShare.Mean("left_shoulder", "right_shoulder"),
    };
}
