using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>OpenCV's radial and tangential model on normalised image coordinates.</summary>
public readonly record struct LensDistortion(double K1, double K2, double P1, double P2, double K3)
{
    // Newton's method doubles the right digits a round; half of these are enough for a 120° lens.
    private const int Iterations = 10;
    private const double Tolerance = 1e-9;
    private const double ShortestStep = 1 / 64.0;

    public static LensDistortion None => default;

    /// <summary>Where the lens puts the ray through the normalised point (x/z, y/z).</summary>
    public Vector2 Distort(Vector2 ideal)
    {
        var (x, y) = Distort(ideal.X, ideal.Y);
        return new Vector2((float)x, (float)y);
    }

    /// <summary>The inverse of <see cref="Distort(Vector2)"/>. For a point that the lens puts nothing at, the ray that comes nearest to it.</summary>
    public Vector2 Undistort(Vector2 distorted)
    {
        if (this == None)
        {
            return distorted;
        }

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
        var radial = 1 + (r2 * (K1 + (r2 * (K2 + (r2 * K3)))));
        return ((x * radial) + (2 * P1 * x * y) + (P2 * (r2 + (2 * x * x))), (y * radial) + (P1 * (r2 + (2 * y * y))) + (2 * P2 * x * y));
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
        var r2 = (x * x) + (y * y);
        var radial = 1 + (r2 * (K1 + (r2 * (K2 + (r2 * K3)))));
        var slope = 2 * (K1 + (r2 * ((2 * K2) + (3 * r2 * K3))));
        var xx = radial + (slope * x * x) + (2 * P1 * y) + (6 * P2 * x);
        var yy = radial + (slope * y * y) + (6 * P1 * y) + (2 * P2 * x);
        var xy = (slope * x * y) + (2 * P1 * x) + (2 * P2 * y);
        var determinant = (xx * yy) - (xy * xy);
        return (((yy * offX) - (xy * offY)) / determinant, ((xx * offY) - (xy * offX)) / determinant);
    }
}
