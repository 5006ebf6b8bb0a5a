using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Geometry;

/// <summary>
/// A camera: its lens, and where it is if that is known. Camera space is OpenCV's optical frame: x right, y down, z forward, metres.
/// Pixels are continuous, the centre of the top-left pixel being (0.5, 0.5): a principal point from an OpenCV calibration is 0.5 less on each axis.
/// The world is REP-103's: x forward, y left, z up, metres; the ground is z = 0.
/// </summary>
/// <param name="CameraToWorld">From camera space to the world; null where nobody knows. Its shift is the camera's place.</param>
public sealed record CameraModel(
    double Fx, double Fy, double Cx, double Cy, LensDistortion Distortion, FrameGeometry Geometry, IntrinsicsSource Source,
    RigidTransform? CameraToWorld = null)
{
    // 60° stands for lenses of 45° to 80°.
    private const double AssumedFocalSigma = 0.2;

    /// <summary>How wrong the focal lengths may be, as a standard deviation of their logarithm; 0 where they were measured. Distances are wrong by as much, all alike.</summary>
    public double FocalSigma { get; init; } = Source is IntrinsicsSource.AssumedFieldOfView ? AssumedFocalSigma : 0;

    /// <summary>The same of the camera's height over the ground.</summary>
    public double HeightSigma { get; init; }

    /// <summary>Across the picture, distortion left aside.</summary>
    public double HorizontalFieldOfView_deg => 2 * Math.Atan(Geometry.Width / 2.0 / Fx) * 180 / Math.PI;

    /// <summary>The ground in camera space; null where the camera's place is not known.</summary>
    public GroundPlane? Ground => CameraToWorld is { } placed
        ? new GroundPlane(Vector3.Transform(Vector3.UnitZ, Quaternion.Conjugate(placed.Rotation)), placed.Translation_m.Z)
        : null;

    /// <summary>For a camera that nobody calibrated: square pixels, no distortion, the axis in the middle (facts: model contracts §15).</summary>
    public static CameraModel FromFieldOfView(FrameGeometry geometry, double horizontal_deg)
    {
        var focal = 0.5 * geometry.Width / Math.Tan(horizontal_deg * Math.PI / 360);
        return new CameraModel(focal, focal, geometry.Width / 2.0, geometry.Height / 2.0, LensDistortion.None, geometry, IntrinsicsSource.AssumedFieldOfView);
    }

    /// <summary>The same camera delivering another picture size (a substream): all that is in pixels scales with the sides. Lens and place stay.</summary>
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

    /// <summary>(x/z, y/z) of the ray through a pixel, lens distortion removed. A fisheye's rays beyond 89.9° from the axis are put there.</summary>
    public Vector2 Normalize(Vector2 pixel) => Distortion.Undistort(Plain(pixel));

    /// <summary>The unit vector of the ray through a pixel, camera space; also beyond 90° from a fisheye's axis.</summary>
    public Vector3 Ray(Vector2 pixel) => Distortion.Direction(Plain(pixel));

    /// <summary>The pixel of a point in front of the camera; a fisheye's may also be beside or behind.</summary>
    public Vector2 Project(Vector3 point_m)
    {
        var distorted = Distortion.Distort(point_m);
        return new Vector2((float)((distorted.X * Fx) + Cx), (float)((distorted.Y * Fy) + Cy));
    }

    /// <exception cref="InvalidOperationException">The camera's place is not known.</exception>
    public Vector3 ToWorld(Vector3 camera_m) => Placed().Apply(camera_m);

    /// <exception cref="InvalidOperationException">The camera's place is not known.</exception>
    public Vector3 ToCamera(Vector3 world_m)
    {
        var placed = Placed();
        return Vector3.Transform(world_m - placed.Translation_m, Quaternion.Conjugate(placed.Rotation));
    }

    /// <summary>Where the ray through a pixel meets the ground, camera space; null at and above the horizon, and where the camera's place is not known.</summary>
    public Vector3? GroundAt(Vector2 pixel) => Ground?.Meet(Ray(pixel));

    /// <summary>The pixel of the horizon in one direction; null where that is out of the lens's sight or the camera's place is not known.</summary>
    /// <param name="heading_rad">In the world, to the left of where the camera looks.</param>
    public Vector2? HorizonAt(float heading_rad)
    {
        if (Ground is not { } ground)
        {
            return null;
        }

        var ahead = Vector3.UnitZ - (ground.Up * ground.Up.Z);
        if (ahead.LengthSquared() < 1e-8f)
        {
            return null;
        }

        var direction = Vector3.Transform(Vector3.Normalize(ahead), Quaternion.CreateFromAxisAngle(ground.Up, heading_rad));
        return direction.Z > 1e-3f || Distortion.Kind is LensKind.Fisheye ? Project(direction) : null;
    }

    private RigidTransform Placed() => CameraToWorld ?? throw new InvalidOperationException("where this camera is in the world is not known");

    private Vector2 Plain(Vector2 pixel) => new((float)((pixel.X - Cx) / Fx), (float)((pixel.Y - Cy) / Fy));
}
