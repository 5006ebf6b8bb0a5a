using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>How a camera hangs over the ground, as people say it. World: REP-103, z up, the ground at z = 0, the origin on the ground under the camera.</summary>
/// <param name="Height_m">Of the centre of projection over the ground.</param>
/// <param name="Pitch_rad">Of the axis below the horizon; 0 looks level, π/2 straight down.</param>
/// <param name="Roll_rad">About the axis; positive turns the camera clockwise, the picture the other way.</param>
/// <param name="Yaw_rad">Of the axis to the left of the world's x.</param>
public readonly record struct CameraMount(double Height_m, double Pitch_rad, double Roll_rad, double Yaw_rad = 0)
{
    // Camera x, y, z for a camera that looks along the world's x with the horizon level: right is -y, down is -z, forward is x.
    private static readonly Quaternion Level = Quaternion.CreateFromRotationMatrix(new Matrix4x4(
        0, -1, 0, 0,
        0, 0, -1, 0,
        1, 0, 0, 0,
        0, 0, 0, 1));

    /// <summary>The place under the camera is lost. Of a camera that looks straight up or down, yaw and roll are one; it is all given to yaw.</summary>
    public static CameraMount Of(RigidTransform cameraToWorld)
    {
        var (right, forward) = (cameraToWorld.Turn(Vector3.UnitX), cameraToWorld.Turn(Vector3.UnitZ));
        var flat = Math.Sqrt((forward.X * forward.X) + (forward.Y * forward.Y));
        var pitch = Math.Atan2(-forward.Z, flat);
        if (flat < 1e-5)
        {
            return new CameraMount(cameraToWorld.Translation_m.Z, pitch, 0, Math.Atan2(right.X, -right.Y));
        }

        var down = cameraToWorld.Turn(Vector3.UnitY);
        return new CameraMount(cameraToWorld.Translation_m.Z, pitch, Math.Atan2(-right.Z, -down.Z), Math.Atan2(forward.Y, forward.X));
    }

    /// <summary>From camera space to the world.</summary>
    public RigidTransform ToWorld() => new(
        Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)Yaw_rad)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)Pitch_rad)
            * Level
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)Roll_rad),
        new Vector3(0, 0, (float)Height_m));
}
