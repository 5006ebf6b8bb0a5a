using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>
/// OpenCV's lens models on normalised image coordinates. Perspective: radial (1 + k1 r² + k2 r⁴ + k3 r⁶) / (1 + k4 r² + k5 r⁴ + k6 r⁶) and tangential p1, p2.
/// Fisheye: θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸), the other coefficients being 0.
/// </summary>
public readonly record struct LensDistortion(
    double K1, double K2, double P1, double P2, double K3, double K4 = 0, double K5 = 0, double K6 = 0, LensKind Kind = LensKind.Perspective)
{
    // Newton's method doubles the right digits a round, once it is near; strong barrels take a dozen rounds to get there.
    private const int Iterations = 40;
    private const double Tolerance = 1e-10;
    private const double ShortestStep = 1 / 64.0;

    // No perspective lens sees 86° from its axis.
    private const double FarthestReach = 15;
    private const double ReachStride = 1 / 64.0;

    // A ray further from the axis has no (x/z, y/z).
    private const double WidestPlaneAngle_rad = 89.9 * Math.PI / 180;

    public static LensDistortion None => default;

    /// <summary>In OpenCV's order, those that its formula has: k1, k2, p1, p2, k3, k4, k5, k6, or a fisheye's k1 to k4.</summary>
    public double[] Coefficients() => Kind is LensKind.Fisheye ? [K1, K2, K3, K4] : [K1, K2, P1, P2, K3, K4, K5, K6];

    public static LensDistortion Fisheye(double k1, double k2, double k3, double k4) => new(k1, k2, 0, 0, k3, k4, Kind: LensKind.Fisheye);

    /// <summary>
    /// How far from the axis the formula means anything: farther out it folds over, and would show again in the middle what it showed there already. For a perspective lens the
    /// tangent of the angle, for a fisheye the angle in radians; infinite or π where there is no fold.
    /// </summary>
    public double Reach()
    {
        if (Kind is LensKind.Fisheye)
        {
            return FisheyeLens.Reach(this);
        }

        var last = 0.0;
        for (var r = ReachStride; this != None && r < FarthestReach; r += ReachStride)
        {
            var (radial, _) = Radial(r * r);
            if (!(r * radial > last))
            {
                return r - ReachStride;
            }

            last = r * radial;
        }

        return double.PositiveInfinity;
    }

    /// <summary>Where the lens puts the ray through the normalised point (x/z, y/z).</summary>
    public Vector2 Distort(Vector2 ideal)
    {
        var (x, y) = Kind is LensKind.Fisheye ? FisheyeOf(ideal.X, ideal.Y, 1) : Distort(ideal.X, ideal.Y);
        return new Vector2((float)x, (float)y);
    }

    /// <summary>Where the lens puts a point of camera space. Only a fisheye can see what is not in front of it.</summary>
    public Vector2 Distort(Vector3 point)
    {
        if (Kind is LensKind.Perspective)
        {
            return Distort(new Vector2(point.X / point.Z, point.Y / point.Z));
        }

        var (x, y) = FisheyeOf(point.X, point.Y, point.Z);
        return new Vector2((float)x, (float)y);
    }

    /// <summary>
    /// The inverse of <see cref="Distort(Vector2)"/>. For a point that the lens puts nothing at, the ray that comes nearest to it; for a fisheye's point
    /// at more than 89.9° from the axis, the ray at that angle: <see cref="Direction"/> has no such limit.
    /// </summary>
    public Vector2 Undistort(Vector2 distorted)
    {
        if (this == None)
        {
            return distorted;
        }

        if (Kind is LensKind.Fisheye)
        {
            var radius = distorted.Length();
            return radius < 1e-12f ? distorted : distorted * (float)(Math.Tan(Math.Min(FisheyeLens.AngleOf(radius, this), WidestPlaneAngle_rad)) / radius);
        }

        return UndistortPerspective(distorted);
    }

    /// <summary>The unit vector of the ray that the lens puts at a point; camera space.</summary>
    public Vector3 Direction(Vector2 distorted)
    {
        if (Kind is LensKind.Perspective)
        {
            return Vector3.Normalize(new Vector3(Undistort(distorted), 1));
        }

        var radius = distorted.Length();
        var (sine, cosine) = Math.SinCos(FisheyeLens.AngleOf(radius, this));
        return radius < 1e-12f ? Vector3.UnitZ : new Vector3(distorted * (float)(sine / radius), (float)cosine);
    }

    private (double X, double Y) FisheyeOf(double x, double y, double z)
    {
        var beside = Math.Sqrt((x * x) + (y * y));
        if (beside < 1e-12)
        {
            return (x, y);
        }

        var scale = FisheyeLens.RadiusOf(Math.Atan2(beside, z), this) / beside;
        return (x * scale, y * scale);
    }

    private Vector2 UndistortPerspective(Vector2 distorted)
    {
        double x = distorted.X, y = distorted.Y;
        var (offX, offY, off) = Miss(x, y, distorted);
        for (var i = 0; i < Iterations && off > Tolerance; i++)
        {
            var (stepX, stepY) = NewtonStep(x, y, offX, offY);

            // A wide lens folds at its edge, where a whole step may leap over the fold: shorten it until it helps.
            var length = 1.0;
            var next = Miss(x + stepX, y + stepY, distorted);
            while (!(next.Distance < off) && length > ShortestStep)
            {
                length /= 2;
                next = Miss(x + (length * stepX), y + (length * stepY), distorted);
            }

            if (!(next.Distance < off))
            {
                break;
            }

            x += length * stepX;
            y += length * stepY;
            (offX, offY, off) = next;
        }

        return new Vector2((float)x, (float)y);
    }

    private (double X, double Y) Distort(double x, double y)
    {
        var r2 = (x * x) + (y * y);
        var (radial, _) = Radial(r2);
        return ((x * radial) + (2 * P1 * x * y) + (P2 * (r2 + (2 * x * x))), (y * radial) + (P1 * (r2 + (2 * y * y))) + (2 * P2 * x * y));
    }

    /// <summary>The radial factor and its derivative by r².</summary>
    private (double Factor, double Slope) Radial(double r2)
    {
        var above = 1 + (r2 * (K1 + (r2 * (K2 + (r2 * K3)))));
        var below = 1 + (r2 * (K4 + (r2 * (K5 + (r2 * K6)))));
        var aboveSlope = K1 + (r2 * ((2 * K2) + (3 * r2 * K3)));
        var belowSlope = K4 + (r2 * ((2 * K5) + (3 * r2 * K6)));
        return (above / below, (aboveSlope - (above / below * belowSlope)) / below);
    }

    private (double X, double Y, double Distance) Miss(double x, double y, Vector2 wanted)
    {
        var (atX, atY) = Distort(x, y);
        var (offX, offY) = (wanted.X - atX, wanted.Y - atY);
        return (offX, offY, Math.Sqrt((offX * offX) + (offY * offY)));
    }

    /// <summary>Solves J step = off; the Jacobian of this model is symmetric.</summary>
    private (double X, double Y) NewtonStep(double x, double y, double offX, double offY)
    {
        var (radial, slope) = Radial((x * x) + (y * y));
        var xx = radial + (2 * slope * x * x) + (2 * P1 * y) + (6 * P2 * x);
        var yy = radial + (2 * slope * y * y) + (6 * P1 * y) + (2 * P2 * x);
        var xy = (2 * slope * x * y) + (2 * P1 * x) + (2 * P2 * y);
        var determinant = (xx * yy) - (xy * xy);
        return (((yy * offX) - (xy * offY)) / determinant, ((xx * offY) - (xy * offX)) / determinant);
    }
}
