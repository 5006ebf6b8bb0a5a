using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>
/// A camera at the place of a real one, turned to a person: upright, without distortion, with square pixels and so long a lens that the person fills its picture
/// (facts: model contracts §9.1, trap T10). What it shows of a person depends on the person only, not on where in the real picture that was.
/// Pixels of both are continuous, the centre of the first being (0.5, 0.5).
/// </summary>
public readonly record struct VirtualCamera
{
    // What is nearer to the real camera's image plane, or behind it, has no pixel there.
    private const float LeastDepth = 1e-3f;

    // Somebody straight above or below has no upright: cross products of shorter length say nothing.
    private const float LeastUpright = 1e-2f;

    // A box that spans more than this of the virtual image plane, in focal lengths, is of no person.
    private const float WidestSpan = 20;
    private const float NarrowestSpan = 1e-5f;

    private readonly CameraModel _real;
    private readonly float _reach;

    private VirtualCamera(CameraModel real, Quaternion toReal, float focal_px, Vector2 middle)
    {
        _real = real;
        _reach = (float)real.Distortion.Reach();
        ToReal = toReal;
        Focal_px = focal_px;
        Middle = middle;
    }

    /// <summary>From this camera's axes to those of the real one. A quaternion never mirrors.</summary>
    public Quaternion ToReal { get; }

    public float Focal_px { get; }

    /// <summary>Where its axis meets its picture.</summary>
    public Vector2 Middle { get; }

    /// <summary>Pixels of the real picture for one of this one, for what is as far away along the real camera's axis as the person; NaN where that is beside the real camera.</summary>
    public float FramePixelsPerPixel
    {
        get
        {
            var along = Vector3.Transform(Vector3.UnitZ, ToReal).Z;
            return along > 0 ? (float)Math.Sqrt(_real.Fx * _real.Fy) / (Focal_px * along) : float.NaN;
        }
    }

    /// <param name="real">The camera that took the picture.</param>
    /// <param name="center">Of the person, pixels of the real picture.</param>
    /// <param name="edge">From the centre to the middle of an edge, pixels of the real picture; the opposite edge is as far to the other side.</param>
    /// <param name="span_px">What is to lie between the two edges in this camera's picture.</param>
    /// <param name="width">Of this camera's picture.</param>
    /// <param name="height">Of this camera's picture.</param>
    public static VirtualCamera Toward(CameraModel real, Vector2 center, Vector2 edge, float span_px, int width, int height)
    {
        var toReal = Upright(real.Ray(center), real.Ground?.Up ?? -Vector3.UnitY);
        var back = Quaternion.Conjugate(toReal);
        var span = Vector2.Distance(
            OnPlane(Vector3.Transform(real.Ray(center - edge), back)), OnPlane(Vector3.Transform(real.Ray(center + edge), back)));
        return new VirtualCamera(real, toReal, span_px / Math.Clamp(span, NarrowestSpan, WidestSpan), new Vector2(width, height) / 2);
    }

    /// <summary>The pixel of the real picture that shows what is at a pixel of this one; NaN where the real camera cannot show it.</summary>
    public Vector2 ToFrame(Vector2 pixel)
    {
        var direction = Vector3.Transform(Vector3.Normalize(new Vector3((pixel - Middle) / Focal_px, 1)), ToReal);
        return IsSeen(direction) ? _real.Project(direction) : new Vector2(float.NaN);
    }

    /// <summary>The inverse of <see cref="ToFrame"/>; NaN for what is beside or behind this camera.</summary>
    public Vector2 FromFrame(Vector2 frame)
    {
        var direction = Vector3.Transform(_real.Ray(frame), Quaternion.Conjugate(ToReal));
        return direction.Z > LeastDepth ? (new Vector2(direction.X, direction.Y) / direction.Z * Focal_px) + Middle : new Vector2(float.NaN);
    }

    /// <summary>Whether the real lens has a pixel for a direction in its camera's axes.</summary>
    private bool IsSeen(Vector3 direction)
    {
        var beside = new Vector2(direction.X, direction.Y).Length();
        return _real.Distortion.Kind is LensKind.Fisheye
            ? MathF.Atan2(beside, direction.Z) < _reach
            : direction.Z > LeastDepth && beside < _reach * direction.Z;
    }

    private static Vector2 OnPlane(Vector3 direction) => new Vector2(direction.X, direction.Y) / MathF.Max(direction.Z, LeastDepth);

    /// <param name="axis">Unit vector, where to look.</param>
    /// <param name="up">Unit vector.</param>
    private static Quaternion Upright(Vector3 axis, Vector3 up)
    {
        var right = Vector3.Cross(axis, up);
        if (right.Length() < LeastUpright)
        {
            // The smallest turn that looks there; the real camera's own right stays.
            right = Vector3.Cross(Vector3.UnitY, axis);
        }

        right = Vector3.Normalize(right);
        var down = Vector3.Cross(axis, right);
        return Quaternion.Normalize(Quaternion.CreateFromRotationMatrix(new Matrix4x4(
            right.X, right.Y, right.Z, 0,
            down.X, down.Y, down.Z, 0,
            axis.X, axis.Y, axis.Z, 0,
            0, 0, 0, 1)));
    }
}
