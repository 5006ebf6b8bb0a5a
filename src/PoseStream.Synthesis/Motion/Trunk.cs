using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Bends the back and points the head.</summary>
internal static class Trunk
{
    /// <param name="yaw_rad">To the left.</param>
    /// <param name="pitch_rad">Forwards.</param>
    /// <param name="roll_rad">To the right.</param>
    public static Quaternion Turn(float yaw_rad, float pitch_rad, float roll_rad) =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitZ, yaw_rad)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitY, pitch_rad)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitX, roll_rad);

    /// <summary>Half in the small of the back, half below the chest.</summary>
    public static void Bend(BodyPose pose, float yaw_rad, float pitch_rad, float roll_rad)
    {
        var half = Turn(yaw_rad / 2, pitch_rad / 2, roll_rad / 2);
        pose[BodyJoint.Spine] = half;
        pose[BodyJoint.Chest] = half;
    }

    public static Quaternion ChestFrame(BodyPose pose) =>
        pose[BodyJoint.Pelvis] * pose[BodyJoint.Spine] * pose[BodyJoint.Chest];

    /// <summary>Turns neck and head so that the head has this orientation in the world; the neck takes two fifths of the way.</summary>
    public static void Look(BodyPose pose, Quaternion head)
    {
        var way = Quaternion.Conjugate(ChestFrame(pose)) * head;
        var neck = Quaternion.Slerp(Quaternion.Identity, way, 0.4f);
        pose[BodyJoint.Neck] = neck;
        pose[BodyJoint.Head] = Quaternion.Conjugate(neck) * way;
    }
}
