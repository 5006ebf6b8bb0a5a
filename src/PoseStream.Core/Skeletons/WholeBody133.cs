namespace PoseStream.Core.Skeletons;

/// <summary>
/// COCO-WholeBody's 133 keypoints: COCO-17, six of the feet, 68 of the face, 21 of each hand (facts: model contracts §7), with that data set's constants for OKS.
/// The face's are those of the 300-W set; they are named here by what they lie on, from outside to inside, and by the person's own side.
/// </summary>
public static class WholeBody133
{
    private const int Nose = 0;
    private const int FirstFace = 23;
    private const int FirstLeftHand = 91;
    private const int FirstRightHand = 112;
    private const int HandJoints = 21;

    private static readonly string[] Feet = ["left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel"];

    private static readonly string[] Face =
    [
        .. Numbered("right_jaw", 1, 8), "chin", .. Numbered("left_jaw", 8, 1),
        .. Numbered("right_brow", 1, 5), .. Numbered("left_brow", 5, 1),
        .. Numbered("nose_bridge", 1, 4), .. Numbered("right_nostril", 1, 2), "nose_base", .. Numbered("left_nostril", 2, 1),
        .. Numbered("right_eyelid", 1, 6), .. Numbered("left_eyelid", 4, 1), "left_eyelid_6", "left_eyelid_5",
        .. Numbered("right_upper_lip", 1, 3), "upper_lip", .. Numbered("left_upper_lip", 3, 1), .. Numbered("left_lower_lip", 2, 1), "lower_lip", .. Numbered("right_lower_lip", 1, 2),
        .. Numbered("right_inner_upper_lip", 1, 2), "inner_upper_lip", .. Numbered("left_inner_upper_lip", 2, 1),
        "left_inner_lower_lip", "inner_lower_lip", "right_inner_lower_lip",
    ];

    private static readonly float[] FootSigmas = [0.068f, 0.066f, 0.066f, 0.092f, 0.094f, 0.094f];

    private static readonly float[] FaceSigmas =
    [
        0.042f, 0.043f, 0.044f, 0.043f, 0.040f, 0.035f, 0.031f, 0.025f, 0.020f, 0.023f, 0.029f, 0.032f, 0.037f, 0.038f, 0.043f, 0.041f, 0.045f,
        0.013f, 0.012f, 0.011f, 0.011f, 0.012f, 0.012f, 0.011f, 0.011f, 0.013f, 0.015f, 0.009f, 0.007f, 0.007f, 0.007f, 0.012f, 0.009f, 0.008f,
        0.016f, 0.010f, 0.017f, 0.011f, 0.009f, 0.011f, 0.009f, 0.007f, 0.013f, 0.008f, 0.011f, 0.012f, 0.010f, 0.034f, 0.008f, 0.008f, 0.009f,
        0.008f, 0.008f, 0.007f, 0.010f, 0.008f, 0.009f, 0.009f, 0.009f, 0.007f, 0.007f, 0.008f, 0.011f, 0.008f, 0.008f, 0.008f, 0.010f, 0.008f,
    ];

    private static readonly float[] HandSigmas =
    [
        0.029f, 0.022f, 0.035f, 0.037f, 0.047f, 0.026f, 0.025f, 0.024f, 0.035f, 0.018f, 0.024f, 0.022f, 0.026f, 0.017f, 0.021f, 0.021f, 0.032f,
        0.020f, 0.019f, 0.022f, 0.031f,
    ];

    public static Skeleton Skeleton { get; } = Make();

    /// <summary>Neck and pelvis are the middles of shoulders and hips; there is no head top: it stays absent. Face and hands have no counterpart.</summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["neck"] = ["left_shoulder", "right_shoulder"],
        ["pelvis"] = ["left_hip", "right_hip"],
    });

    private static Skeleton Make()
    {
        string[] names = [.. Coco17.Skeleton.Joints.Select(joint => joint.Name), .. Feet, .. Face, .. Hand("left"), .. Hand("right")];
        return new Skeleton("wholebody133", 1, [.. names.Select((name, index) => new JointDefinition(name, ParentOf(index), MirrorOf(names, index), SigmaOf(index)))]);
    }

    private static IEnumerable<string> Numbered(string part, int first, int last)
    {
        var step = first <= last ? 1 : -1;
        for (var i = first; i != last + step; i += step)
        {
            yield return $"{part}_{i}";
        }
    }

    private static IEnumerable<string> Hand(string side) =>
    [
        $"{side}_hand_root",
        .. Numbered($"{side}_thumb", 1, 4), .. Numbered($"{side}_forefinger", 1, 4), .. Numbered($"{side}_middle_finger", 1, 4),
        .. Numbered($"{side}_ring_finger", 1, 4), .. Numbered($"{side}_pinky_finger", 1, 4),
    ];

    private static int ParentOf(int index) => index switch
    {
        < 17 => Coco17.Skeleton.Joints[index].Parent,
        < 20 => Coco17.Skeleton.IndexOf("left_ankle"),
        < FirstFace => Coco17.Skeleton.IndexOf("right_ankle"),
        < FirstLeftHand => Nose,
        < FirstRightHand => HandParent(index - FirstLeftHand, FirstLeftHand, Coco17.Skeleton.IndexOf("left_wrist")),
        _ => HandParent(index - FirstRightHand, FirstRightHand, Coco17.Skeleton.IndexOf("right_wrist")),
    };

    /// <summary>Fingers are chains of four from the root of the hand.</summary>
    private static int HandParent(int joint, int first, int wrist) => joint == 0 ? wrist : joint % 4 == 1 ? first : first + joint - 1;

    private static int MirrorOf(string[] names, int index)
    {
        var name = names[index];
        var other = name.StartsWith("left_", StringComparison.Ordinal) ? $"right_{name["left_".Length..]}"
            : name.StartsWith("right_", StringComparison.Ordinal) ? $"left_{name["right_".Length..]}"
            : name;
        return Array.IndexOf(names, other);
    }

    private static float SigmaOf(int index) => index switch
    {
        < 17 => Coco17.Skeleton.Joints[index].Sigma,
        < FirstFace => FootSigmas[index - 17],
        < FirstLeftHand => FaceSigmas[index - FirstFace],
        _ => HandSigmas[(index - FirstLeftHand) % HandJoints],
    };
}
