using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Kinematics;

/// <summary>
/// OpenSim's ground as a camera sees it: x forward, y up, z to the right, metres. Where the camera's place is known it is the world's: its x is the world's x, and the ground lies at y = 0.
/// Of a camera that nobody placed, nothing can be assumed but that it is held level: forward is away from it and the origin is in it.
/// </summary>
public readonly record struct OpenSimSpace
{
    // Half a turn about the middle between x and z: camera (x, y, z) is ground (z, -y, x).
    private static readonly Quaternion LevelCameraToGround = new(MathF.Sqrt(0.5f), 0, MathF.Sqrt(0.5f), 0);

    // A quarter turn about x: world (x, y, z) is ground (x, z, -y).
    private static readonly Quaternion WorldToGround = new(-MathF.Sqrt(0.5f), 0, 0, MathF.Sqrt(0.5f));

    private OpenSimSpace(Quaternion cameraToGround, Vector3 camera_m) => (CameraToGround, Camera_m) = (cameraToGround, camera_m);

    /// <summary>The rotation alone, from camera axes.</summary>
    public Quaternion CameraToGround { get; }

    /// <summary>Where the camera is.</summary>
    public Vector3 Camera_m { get; }

    /// <summary>The only one to say whether what a camera sees is told in the world or as a level camera sees it.</summary>
    public static OpenSimSpace Of(CameraModel camera) => camera.CameraToWorld is { } placed
        ? new OpenSimSpace(WorldToGround * placed.Rotation, FromWorld(placed.Translation_m))
        : new OpenSimSpace(LevelCameraToGround, Vector3.Zero);

    /// <summary>From REP-103: x forward, y left, z up.</summary>
    public static Vector3 FromWorld(Vector3 world) => new(world.X, world.Z, -world.Y);

    /// <param name="camera_m">Camera space; NaN stays NaN.</param>
    public Vector3 FromCamera(Vector3 camera_m) => Vector3.Transform(camera_m, CameraToGround) + Camera_m;
}
