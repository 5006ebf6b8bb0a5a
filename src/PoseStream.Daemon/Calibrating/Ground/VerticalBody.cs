using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// One sighting as rays. A body upright on the ground whose lower end, l above it, is on ray a reaches from -a (1 - l)/(n·a) to n s + f d above that, in units of the camera's height: n is up, f
/// where the person faces; l, s and d, how far the head is ahead of the lower end, are shares of the stature. So the ray of the head follows, and by how much it misses the head that was seen is
/// an error along and across the line from feet to head.
/// </summary>
internal readonly struct VerticalBody
{
    /// <summary>
    /// Of the stature, how far heads are ahead of the middle of the feet: of rendered people 0.048 where they walk and 0.02 where they stand. It is little, but people who come in from both sides
    /// all lean inwards, as they would look through a lens a fifth longer, and people who part through a wider one.
    /// </summary>
    public const double UsualLean = 0.04;

    // What a stride does to a person's line from feet to head, and what a network's joints are off by.
    private const double Stride = 0.04;
    private const double Joint_px = 2;

    // Feet hardly below the horizon are nowhere.
    private const double LeastDescent = 0.005;

    // Of the mean stature; and in expected deviations.
    private const double LeastAdult = 0.6;
    private const double LargestAdult = 1.4;
    private const double FurthestAcross = 6;

    private readonly Vector3 _feet;
    private readonly Vector3 _head;
    private readonly Vector3 _along;
    private readonly Vector3 _across;
    private readonly double _unit;
    private readonly double _share;
    private readonly double _lift;
    private readonly double _ahead;
    private readonly Vector3 _toRight;

    public VerticalBody(in UprightSighting sighting, CameraModel camera)
    {
        (Person, _share, _lift, _ahead, _toRight) = (sighting.Person, sighting.Share, sighting.Lift, sighting.Ahead, sighting.ToRight);
        (_feet, _head) = (camera.Ray(sighting.Feet), camera.Ray(sighting.Head));
        _across = Vector3.Normalize(Vector3.Cross(_head, _feet));
        _along = Vector3.Cross(_across, _head);
        Height_rad = Math.Acos(Math.Clamp(Vector3.Dot(_feet, _head), -1, 1));

        // Away from the axis a pixel is a smaller angle, but for a fisheye's. Without that the widest of all lenses would explain everything best.
        var angle = (camera.Distortion.Kind is LensKind.Fisheye ? 1 : _head.Z * _head.Z) / Math.Sqrt(camera.Fx * camera.Fy);
        var joint = Joint_px * angle;
        _unit = Math.Sqrt((Stride * Stride * Height_rad * Height_rad) + (joint * joint));
    }

    public ulong Person { get; }

    /// <summary>How large the person is seen.</summary>
    public double Height_rad { get; }

    /// <summary>One expected deviation, as a share of the person's height.</summary>
    public double Unit => _unit / Height_rad;

    /// <summary>Distance of the feet from under the camera, in units of its height; NaN above the horizon.</summary>
    public double Distance(Vector3 up)
    {
        var descent = -Vector3.Dot(up, _feet);
        return descent > LeastDescent ? Math.Sqrt(Math.Max(0, 1 - (descent * descent))) / descent : double.NaN;
    }

    /// <summary>The stature, in units of the camera's height, that fits best; NaN where none does.</summary>
    public double BestStature(Vector3 up)
    {
        var descent = -Vector3.Dot(up, _feet);
        if (descent <= LeastDescent)
        {
            return double.NaN;
        }

        var foot = _feet / descent;
        var (below, above) = (Vector3.Cross(_head, foot), Vector3.Cross(_head, BodyOn(up, UsualLean) - ((float)_lift * foot)));
        var stature = -Vector3.Dot(below, above) / above.LengthSquared();
        return stature > 0 ? stature : double.NaN;
    }

    /// <summary>Whether somebody of an adult's size stands upright here, or not much smaller or larger than one.</summary>
    public bool FitsAdultOn(in GroundPlane ground)
    {
        var stature = BestStature(ground.Up);
        return stature * ground.Height_m / StatureRange.Adults.Mean_m is >= LeastAdult and <= LargestAdult
            && Math.Abs(Miss(ground.Up, stature).Across) < FurthestAcross;
    }

    /// <param name="stature">In units of the camera's height.</param>
    /// <param name="lean">Of the stature, how far the head is ahead of the feet.</param>
    /// <returns>In expected deviations; NaN where the person cannot stand on this ground.</returns>
    public (double Along, double Across) Miss(Vector3 up, double stature, double lean = UsualLean)
    {
        var descent = -Vector3.Dot(up, _feet);
        if (descent <= LeastDescent)
        {
            return (double.NaN, double.NaN);
        }

        var head = (_feet * (float)((1 - (_lift * stature)) / descent)) + ((float)stature * BodyOn(up, lean));
        var ahead = Vector3.Dot(head, _head);
        return ahead > 0
            ? (Vector3.Dot(head, _along) / ahead / _unit, Vector3.Dot(head, _across) / ahead / _unit)
            : (double.NaN, double.NaN);
    }

    /// <summary>From the lower end to the upper one, in statures.</summary>
    private Vector3 BodyOn(Vector3 up, double lean)
    {
        var ahead = Vector3.Cross(up, _toRight);
        var length = ahead.Length();
        return ((float)_share * up) + (length > 0 ? (float)((lean + _ahead) / length) * ahead : Vector3.Zero);
    }
}
