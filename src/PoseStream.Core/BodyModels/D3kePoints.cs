namespace PoseStream.Core.BodyModels;

/// <summary>
/// The points that D3KE gives, in its order: 50 joint centres of its body model and 65 markers, of which the first 22 are the joints of SMPL+H (facts: model contracts §9.6).
/// The tree of the joints is that of the model's bodies; points say nothing of it.
/// </summary>
public static class D3kePoints
{
    /// <summary>A marker of this weight is a bony landmark: those that D3KE is judged by.</summary>
    public const int BonyLandmark = 20;

    public static IReadOnlyList<ModelJoint> Joints { get; } =
    [
        new("ground_pelvis", -1, 0), new("L5_S1_IVDjnt", 0, 1), new("L4_L5_IVDjnt", 1, 2),
        new("L3_L4_IVDjnt", 2, 3), new("L2_L3_IVDjnt", 3, 4), new("L1_L2_IVDjnt", 4, 5),
        new("T12_L1_IVDjnt", 5, 6), new("T11_T12_IVDjnt", 6, 7), new("T10_T11_IVDjnt", 7, 8),
        new("T9_T10_IVDjnt", 8, 9), new("T8_T9_IVDjnt", 9, 10), new("T7_T8_IVDjnt", 10, 11),
        new("T6_T7_IVDjnt", 11, 12), new("T5_T6_IVDjnt", 12, 13), new("T4_T5_IVDjnt", 13, 14),
        new("T3_T4_IVDjnt", 14, 15), new("T2_T3_IVDjnt", 15, 16), new("T1_T2_IVDjnt", 16, 17),
        new("T1_head_neck", 17, 18), new("hip_r", 0, 24), new("knee_r", 19, 25),
        new("ankle_r", 20, 26), new("subtalar_r", 21, 27), new("mtp_r", 22, 28),
        new("hip_l", 0, 19), new("knee_l", 24, 20), new("ankle_l", 25, 21),
        new("subtalar_l", 26, 22), new("mtp_l", 27, 23), new("C7_cerv6", 18, 29),
        new("C7_cerv5", 29, 30), new("C7_cerv4", 30, 31), new("C7_cerv3", 31, 32),
        new("C7_cerv2", 32, 33), new("C7_cerv1", 33, 34), new("skull_jaw", 36, 35),
        new("C7_skull", 34, 36), new("sternoclavicular", 47, 42), new("acromioclavicular", 37, 43),
        new("shoulder2", 38, 44), new("elbow", 39, 45), new("radioulnar", 40, 46),
        new("sternoclavicular_l", 47, 37), new("acromioclavicular_l", 42, 38), new("shoulder2_l", 43, 39),
        new("elbow_l", 44, 40), new("radioulnar_l", 45, 41), new("T1_rib", 17, 47),
        new("radiocarpal", 41, 49), new("radiocarpal_l", 46, 48),
    ];

    public static IReadOnlyList<ModelMarker> Markers { get; } =
    [
        new("ROOT", 0, 0, 10), new("LHIPJ", 24, 2, 10), new("RHIPJ", 19, 1, 10), new("Spine1", 3, 3, 1),
        new("LKJC", 25, 5, 1), new("RKJC", 20, 4, 1), new("Spine2", 7, 6, 1), new("LAJC", 26, 8, 1),
        new("RAJC", 21, 7, 1), new("Spine3", 11, 9, 1), new("LFOOT", 28, 11, 20), new("RFOOT", 23, 10, 20),
        new("NECK", 18, 12, 10), new("LCOL", 42, 14, 1), new("RCOL", 37, 13, 1), new("HEAD", 36, 15, 10),
        new("LSHOULDER", 44, 17, 0), new("RSHOULDER", 39, 16, 0), new("LELC", 45, 19, 1), new("RELC", 40, 18, 1),
        new("LWRIST", 49, 21, 1), new("RWRIST", 48, 20, 1), new("LPSI", 0, 23, 20), new("RPSI", 0, 22, 20),
        new("RASI", 0, 25, 20), new("LASI", 0, 24, 20), new("T12", 6, 26, 10), new("T10", 8, 27, 20),
        new("T8", 10, 28, 10), new("T1", 17, 29, 10), new("C7", 18, 30, 20), new("RKNE", 20, 33, 20),
        new("RKNI", 20, 34, 20), new("LKNE", 25, 31, 20), new("LKNI", 25, 32, 20), new("LANK", 26, 36, 20),
        new("RANK", 21, 35, 20), new("LANI", 26, 38, 20), new("RANI", 21, 37, 20), new("LHEE", 27, 40, 20),
        new("RHEE", 22, 39, 20), new("RTOE", 23, 42, 10), new("LTOE", 28, 41, 10), new("RMT1", 23, 44, 1),
        new("LMT1", 28, 43, 1), new("RMT5", 23, 46, 1), new("LMT5", 28, 45, 1), new("LSHO", 43, 48, 20),
        new("RSHO", 38, 47, 20), new("STRN", 47, 49, 20), new("CLAV", 47, 50, 20), new("RCLAV", 37, 52, 1),
        new("LCLAV", 42, 51, 1), new("LELB", 45, 54, 20), new("RELB", 40, 53, 20), new("LELBIN", 45, 56, 20),
        new("RELBIN", 40, 55, 20), new("LIWR", 49, 58, 20), new("RIWR", 48, 57, 20), new("LOWR", 49, 60, 20),
        new("ROWR", 48, 59, 20), new("LFHD", 36, 62, 10), new("RFHD", 36, 61, 10), new("LBHD", 36, 64, 10),
        new("RBHD", 36, 63, 10),
    ];
}
