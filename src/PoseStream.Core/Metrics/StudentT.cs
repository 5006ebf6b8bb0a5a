namespace PoseStream.Core.Metrics;

/// <summary>How many standard errors reach to each side of an estimate for 95 % confidence.</summary>
internal static class StudentT
{
    // The 97.5 % point of Student's distribution for 1, 2, 3 … degrees of freedom.
    private static readonly double[] Points =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199,
        2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423, 2.0395,
    ];

    /// <param name="degreesOfFreedom">From 1; beyond 31 the value of 31 is used, which is a little too wide.</param>
    public static double At(int degreesOfFreedom) => Points[Math.Min(degreesOfFreedom, Points.Length) - 1];
}
