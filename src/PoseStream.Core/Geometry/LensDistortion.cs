using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>OpenCV's radial and tangential model on normalised image coordinates.</summary>
public readonly record struct LensDistortion(double K1, double K2, double P1, double P2, double K3)
{
    // The fixed-point iteration gains at least a digit a round for lenses that this model fits at all.
    private const int Iterations = 12;

    public static LensDistortion None => default;

    /// <summary>Where the lens puts the ray through the normalised point (x/z, y/z).</summary>
    public Vector2 Distort(Vector2 ideal)
    {
        double x = ideal.X, y = ideal.Y;
        var r2 = (x * x) + (y * y);
        var radial = 1 + (r2 * (K1 + (r2 * (K2 + (r2 * K3)))));
        return new Vector2(
            (float)((x * radial) + (2 * P1 * x * y) + (P2 * (r2 + (2 * x * x)))),
            (float)((y * radial) + (P1 * (r2 + (2 * y * y))) + (2 * P2 * x * y)));
    }

    /// <summary>The inverse of <see cref="Distort"/>.</summary>
    public Vector2 Undistort(Vector2 distorted)
    {
        if (this == None)
        {
            return distorted;
        }

        var ideal = distorted;
        for (var i = 0; i < Iterations; i++)
        {
            ideal += distorted - Distort(ideal);
        }

        return ideal;
    }
}
