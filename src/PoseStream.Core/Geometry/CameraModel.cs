using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Geometry;

/// <summary>
/// A pinhole camera with lens distortion. Camera space is OpenCV's optical frame: x right, y down, z forward, metres.
/// Pixels are continuous, the centre of the top-left pixel being (0.5, 0.5): a principal point from an OpenCV calibration is 0.5 less on each axis.
/// </summary>
public sealed record CameraModel(
    double Fx, double Fy, double Cx, double Cy, LensDistortion Distortion, FrameGeometry Geometry, IntrinsicsSource Source)
{
    /// <summary>For a camera that nobody calibrated: square pixels, no distortion, the axis in the middle (facts: model contracts §15).</summary>
    public static CameraModel FromFieldOfView(FrameGeometry geometry, double horizontal_deg)
    {
        var focal = 0.5 * geometry.Width / Math.Tan(horizontal_deg * Math.PI / 360);
        return new CameraModel(focal, focal, geometry.Width / 2.0, geometry.Height / 2.0, LensDistortion.None, geometry, IntrinsicsSource.AssumedFieldOfView);
    }

    /// <summary>The same camera delivering another picture size (a substream): everything scales with the sides.</summary>
    public CameraModel At(FrameGeometry geometry)
    {
        if (geometry == Geometry)
        {
            return this;
        }

        var sx = (double)geometry.Width / Geometry.Width;
        var sy = (double)geometry.Height / Geometry.Height;
        return this with { Fx = Fx * sx, Fy = Fy * sy, Cx = Cx * sx, Cy = Cy * sy, Geometry = geometry };
    }

    /// <summary>(x/z, y/z) of the ray through a pixel, lens distortion removed.</summary>
    public Vector2 Normalize(Vector2 pixel) =>
        Distortion.Undistort(new Vector2((float)((pixel.X - Cx) / Fx), (float)((pixel.Y - Cy) / Fy)));

    /// <summary>The pixel of a point in front of the camera.</summary>
    public Vector2 Project(Vector3 point_m)
    {
        var distorted = Distortion.Distort(new Vector2(point_m.X / point_m.Z, point_m.Y / point_m.Z));
        return new Vector2((float)((distorted.X * Fx) + Cx), (float)((distorted.Y * Fy) + Cy));
    }
}
