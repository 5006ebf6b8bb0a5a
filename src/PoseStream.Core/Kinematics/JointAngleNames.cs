namespace PoseStream.Core.Kinematics;

/// <summary>What OpenSim calls each <see cref="JointAngle"/>.</summary>
public static class JointAngleNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "pelvis_tilt", "pelvis_list", "pelvis_rotation",
        "hip_flexion_r", "hip_adduction_r", "hip_rotation_r", "knee_angle_r", "ankle_angle_r",
        "hip_flexion_l", "hip_adduction_l", "hip_rotation_l", "knee_angle_l", "ankle_angle_l",
        "lumbar_bending", "lumbar_rotation",
        "arm_flex_r", "arm_add_r", "arm_rot_r", "elbow_flex_r",
        "arm_flex_l", "arm_add_l", "arm_rot_l", "elbow_flex_l",
    ];

    public static int Count => All.Count;

    public static string Of(JointAngle angle) => All[(int)angle];
}
