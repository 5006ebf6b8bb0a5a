using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>
/// A camera standing in the world. Camera frame: OpenCV (x right, y down, z forward); world: REP-103 (x forward, y left, z up), metres.
/// The turn is a quaternion, so the map can never be a reflection (facts: synthetic training §6, pitfall 1).
/// </summary>
/// <param name="ToWorld">Turns camera axes to world axes.</param>
public sealed record CameraView(CameraModel Model, Vector3 Position_m, Quaternion ToWorld)
{
    // Camera x, y, z for a camera that looks along world x with the horizon level: right is -y, down is -z, forward is x.
    private static readonly Quaternion Level = Quaternion.CreateFromRotationMatrix(new Matrix4x4(
        0, -1, 0, 0,
        0, 0, -1, 0,
        1, 0, 0, 0,
        0, 0, 0, 1));

    /// <param name="yaw_rad">To the left of world x.</param>
    /// <param name="pitch_rad">Downwards is positive.</param>
    /// <param name="roll_rad">Of the camera about its axis; positive turns it clockwise, the picture the other way.</param>
    public static CameraView Aimed(CameraModel model, Vector3 position_m, float yaw_rad, float pitch_rad, float roll_rad = 0) => new(
        model,
        position_m,
        Quaternion.Normalize(
            Quaternion.CreateFromAxisAngle(Vector3.UnitZ, yaw_rad)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, pitch_rad)
            * Level
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, roll_rad)));

    /// <summary>Level from left to right, with <paramref name="target_m"/> on the axis.</summary>
    public static CameraView LookingAt(CameraModel model, Vector3 position_m, Vector3 target_m)
    {
        var way = target_m - position_m;
        return Aimed(model, position_m, MathF.Atan2(way.Y, way.X), MathF.Atan2(-way.Z, new Vector2(way.X, way.Y).Length()));
    }

    public Vector3 ToCamera(Vector3 world_m) => Vector3.Transform(world_m - Position_m, Quaternion.Conjugate(ToWorld));

    /// <summary>The pixel of a point in front of the camera; NaN for one behind.</summary>
    public Vector2 Project(Vector3 world_m)
    {
        var point = ToCamera(world_m);
        return point.Z > 1e-3f ? Model.Project(point) : new Vector2(float.NaN);
    }

    /// <summary>The same camera seen through a rectangle of its picture that fills <paramref name="crop"/>'s input: only the intrinsics change. No turned crops, no lens distortion.</summary>
    /// <exception cref="ArgumentException">The crop is turned, or the lens distorts: neither keeps a pinhole.</exception>
    public CameraView Through(in CropTransform crop)
    {
        if (MathF.Abs(crop.Rotation) > 1e-5f || Model.Distortion != LensDistortion.None)
        {
            throw new ArgumentException("a turned crop or a distorting lens cannot be rendered by changing intrinsics; render the whole frame", nameof(crop));
        }

        var toFrame = crop.ToFrameMatrix;
        return this with
        {
            Model = Model with
            {
                Fx = Model.Fx / toFrame.M11,
                Fy = Model.Fy / toFrame.M22,
                Cx = (Model.Cx - toFrame.M31) / toFrame.M11,
                Cy = (Model.Cy - toFrame.M32) / toFrame.M22,
                Geometry = new(crop.InputWidth, crop.InputHeight),
            },
        };
    }
}
