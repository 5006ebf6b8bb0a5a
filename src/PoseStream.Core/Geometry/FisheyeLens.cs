namespace PoseStream.Core.Geometry;

/// <summary>The equidistant model along one radius: the angle from the axis against the distance from the principal point, in focal lengths.</summary>
internal static class FisheyeLens
{
    private const int Rounds = 60;
    private const double Tolerance_rad = 1e-13;

    // Fine enough to find the first fold of any real lens.
    private const double Stride_rad = Math.PI / 256;

    public static double RadiusOf(double angle_rad, in LensDistortion lens)
    {
        var a2 = angle_rad * angle_rad;
        return angle_rad * (1 + (a2 * (lens.K1 + (a2 * (lens.K2 + (a2 * (lens.K3 + (a2 * lens.K4))))))));
    }

    /// <summary>The angle that the lens puts there; where it reaches less far, the angle that comes nearest. 0 to π.</summary>
    public static double AngleOf(double radius, in LensDistortion lens)
    {
        var (low, high) = (0.0, 0.0);
        var reached = 0.0;
        while (reached < radius)
        {
            (low, high) = (high, high + Stride_rad);
            var next = RadiusOf(high, lens);
            if (next <= reached || high > Math.PI)
            {
                return low;
            }

            reached = next;
        }

        var angle = high;
        for (var i = 0; i < Rounds && high - low > Tolerance_rad; i++)
        {
            var miss = RadiusOf(angle, lens) - radius;
            (low, high) = miss < 0 ? (angle, high) : (low, angle);
            var step = angle - (miss / SlopeOf(angle, lens));
            if (Math.Abs(step - angle) < Tolerance_rad)
            {
                return step;
            }

            angle = step > low && step < high ? step : (low + high) / 2;
        }

        return angle;
    }

    /// <summary>The angle beyond which the formula comes back to the axis; at most π.</summary>
    public static double Reach(in LensDistortion lens)
    {
        var (angle, reached) = (0.0, 0.0);
        for (var next = Stride_rad; next < Math.PI && RadiusOf(next, lens) > reached; next += Stride_rad)
        {
            (angle, reached) = (next, RadiusOf(next, lens));
        }

        return angle;
    }

    private static double SlopeOf(double angle_rad, in LensDistortion lens)
    {
        var a2 = angle_rad * angle_rad;
        return 1 + (a2 * ((3 * lens.K1) + (a2 * ((5 * lens.K2) + (a2 * ((7 * lens.K3) + (9 * a2 * lens.K4)))))));
    }
}
