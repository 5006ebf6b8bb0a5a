namespace PoseStream.Synthesis.Motion;

/// <summary>Scalar curves that are continuous in value and slope.</summary>
internal static class Curves
{
    /// <summary>0 below 0, 1 above 1.</summary>
    public static float SmoothStep(float u)
    {
        u = Math.Clamp(u, 0, 1);
        return u * u * (3 - (2 * u));
    }

    /// <summary>The minimum-jerk reach of a hand (Flash and Hogan 1985): velocity and acceleration vanish at both ends.</summary>
    public static float MinimumJerk(float u)
    {
        u = Math.Clamp(u, 0, 1);
        return u * u * u * (10 + (u * ((6 * u) - 15)));
    }

    /// <summary>From 0 to 1 with a steady speed between smooth ramps; a ramp's length is its share of the time, both at most 1 together.</summary>
    public static float Cruise(float u, float speedingUp, float slowingDown)
    {
        u = Math.Clamp(u, 0, 1);
        var whole = 1 - ((speedingUp + slowingDown) / 2);
        var way = u < speedingUp ? speedingUp * Ramped(u / speedingUp)
            : u > 1 - slowingDown ? whole - (slowingDown * Ramped((1 - u) / slowingDown))
            : u - (speedingUp / 2);
        return way / whole;

        // The integral of a smooth step.
        static float Ramped(float v) => v * v * v * (1 - (v / 2));
    }

    /// <summary>0 at both ends, 1 in the middle, with flat ends.</summary>
    public static float Bump(float u)
    {
        u = Math.Clamp(u, 0, 1);
        var v = 4 * u * (1 - u);
        return v * v * (3 - (2 * v));
    }

    /// <summary>From the second value to the third.</summary>
    public static float CatmullRom(float a, float b, float c, float d, float f) =>
        b + (0.5f * f * (c - a + (f * ((2 * a) - (5 * b) + (4 * c) - d + (f * ((3 * (b - c)) + d - a))))));

    /// <summary>At most the least of the three, and close to it: rounds the edge within about <paramref name="width"/>.</summary>
    public static float SoftMinimum(float a, float b, float c, float width)
    {
        var least = Math.Min(a, Math.Min(b, c));
        return least - (width * MathF.Log(MathF.Exp((least - a) / width) + MathF.Exp((least - b) / width) + MathF.Exp((least - c) / width)));
    }

    /// <summary>The cubic from 0 to 1 and from <paramref name="from"/> to <paramref name="to"/> with these slopes at its ends.</summary>
    public static float Hermite(float u, float from, float to, float slopeFrom, float slopeTo)
    {
        var v = 1 - u;
        return (v * v * ((1 + (2 * u)) * from)) + (u * u * (3 - (2 * u)) * to) + (u * v * ((v * slopeFrom) - (u * slopeTo)));
    }

    public static float Radians(float degrees) => degrees * (MathF.PI / 180);
}
