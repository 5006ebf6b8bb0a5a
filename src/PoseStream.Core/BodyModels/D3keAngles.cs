namespace PoseStream.Core.BodyModels;

/// <summary>The coordinates that D3KE predicts, in its order, with their ranges in its body model (facts: model contracts §9.6).</summary>
public static class D3keAngles
{
    public static IReadOnlyList<AngleRange> All { get; } =
    [
        new("L5_S1_FE", -90, 10), new("L5_S1_LB", -10, 10), new("L5_S1_AR", -10, 10),
        new("L4_L5_FE", -10, 10), new("L4_L5_LB", -10, 10), new("L4_L5_AR", -10, 10),
        new("T12_L1_FE", -10, 10), new("T12_L1_LB", -10, 10), new("T12_L1_AR", -10, 10),
        new("T11_T12_FE", -10, 10), new("T11_T12_LB", -10, 10), new("T11_T12_AR", -10, 10),
        new("T10_T11_FE", -10, 10), new("T10_T11_LB", -10, 10), new("T10_T11_AR", -10, 10),
        new("T9_T10_FE", -10, 10), new("T9_T10_LB", -10, 10), new("T9_T10_AR", -10, 10),
        new("T8_T9_FE", -10, 10), new("T8_T9_LB", -10, 10), new("T8_T9_AR", -10, 10),
        new("T1_T2_FE", -10, 10), new("T1_T2_LB", -10, 10), new("T1_T2_AR", -10, 10),
        new("T1_head_neck_FE", -90, 30), new("T1_head_neck_LB", -30, 30), new("T1_head_neck_AR", -90, 90),
        new("hip_flexion_r", -120, 180), new("hip_adduction_r", -120, 60), new("hip_rotation_r", -90, 90),
        new("knee_angle_r", -150, 10), new("knee_angle_y_r", -10, 10), new("knee_angle_x_r", -10, 10),
        new("ankle_angle_r", -90, 60), new("subtalar_angle_r", -20, 50), new("mtp_angle_r", -15, 0),
        new("hip_flexion_l", -120, 180), new("hip_adduction_l", -120, 60), new("hip_rotation_l", -90, 90),
        new("knee_angle_l", -150, 10), new("knee_angle_y_l", -10, 10), new("knee_angle_x_l", -10, 10),
        new("ankle_angle_l", -90, 40), new("subtalar_angle_l", -20, 50), new("mtp_angle_l", -15, 0),
        new("skull_z", -20, 20), new("skull_y", -20, 20), new("skull_x", -20, 20),
        new("sternoclavicular_r2", -90, 45), new("sternoclavicular_r3", -30, 30), new("acromioclavicular_r2", -90, 90),
        new("elv_angle", -90, 180), new("shoulder_elv", -10, 180), new("shoulder1_r2", -270, 270),
        new("shoulder_rot", -90, 90), new("elbow_flexion", -20, 180), new("elbow_x", -40, 40),
        new("pro_sup", -190, 90), new("sternoclavicular_r2_l", -90, 45), new("sternoclavicular_r3_l", -30, 30),
        new("acromioclavicular_r2_l", -90, 90), new("elv_angle_l", -90, 180), new("shoulder_elv_l", -10, 180),
        new("shoulder1_r2_l", -270, 270), new("shoulder_rot_l", -90, 90), new("elbow_flexion_l", -20, 180),
        new("elbow_x_l", -40, 40), new("pro_sup_l", -190, 90), new("ribs_bending", -20, 20),
    ];

    public static int Count => All.Count;

    /// <exception cref="ArgumentException">There is none.</exception>
    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"D3KE predicts no coordinate '{name}'", nameof(name));
    }
}
