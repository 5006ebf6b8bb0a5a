namespace PoseStream.Core.Skeletons;

/// <summary>
/// Human3.6M's 17 joints, in the order of VideoPose3D, MotionBERT, PoseFormerV2 and Pose2Mesh (facts: model contracts §10, §12): the first 17 of <see cref="H36m18"/>.
/// Neck is the base of the neck, nose lies between it and the face, head is the top of the head.
/// </summary>
public static class H36m17
{
    public static Skeleton Skeleton { get; } = new("h36m17", 1,
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
    ]);

    /// <summary>There are no eyes, ears and feet: these stay absent.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>());

    /// <summary>Of a skeleton that has pelvis, neck and head itself, as Halpe's (facts: model contracts §7).</summary>
    internal static IReadOnlyDictionary<string, JointShare[]> FromTrunk { get; } = new Dictionary<string, JointShare[]>(StringComparer.Ordinal)
    {
        ["torso"] = JointShare.Mean("neck", "pelvis"),
    };

    /// <summary>
    /// Of COCO's joints, as PoseFormerV2 derives the trunk from them (facts: model contracts §12): in the picture only. Pelvis and torso are means of hips and shoulders, the torso moved
    /// by 0.3 away from the line between pelvis and neck; the neck is a third of the way from the shoulders to the nose, and higher by two thirds of how far the eyes are above the nose;
    /// the nose goes a quarter of the way back to the shoulders; the head is over the middle of eyes and ears, as far above them as the nose is below.
    /// </summary>
    internal static IReadOnlyDictionary<string, JointShare[]> FromCoco { get; } = new Dictionary<string, JointShare[]>(StringComparer.Ordinal)
    {
        ["pelvis"] = JointShare.Mean("left_hip", "right_hip"),
        ["torso"] =
        [
            new("left_shoulder", 0.275f, 0.25f), new("right_shoulder", 0.275f, 0.25f), new("left_hip", 0.25f, 0.25f), new("right_hip", 0.25f, 0.25f), new("nose", -0.05f, 0),
        ],
        ["neck"] =
        [
            new("left_shoulder", 1 / 3f, 1 / 3f), new("right_shoulder", 1 / 3f, 1 / 3f), new("nose", 1 / 3f, 1), new("left_eye", 0, -1 / 3f), new("right_eye", 0, -1 / 3f),
        ],
        ["nose"] = [new("nose", 0.75f, 0.75f), new("left_shoulder", 0.125f, 0.125f), new("right_shoulder", 0.125f, 0.125f)],
        ["head"] =
        [
            new("left_eye", 0.25f, 1), new("right_eye", 0.25f, 1), new("left_ear", 0.25f, 0), new("right_ear", 0.25f, 0), new("nose", 0, -1),
        ],
    };
}
