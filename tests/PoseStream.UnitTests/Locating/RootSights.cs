using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Locating;

/// <summary>Somebody whose root is measured at thirty frames a second, as people's by the network's depth.</summary>
internal sealed class RootSights
{
    public const double Frame_s = 1.0 / 30;

    public RootEstimator Estimator { get; } = new(0.07);

    public double Now_s { get; set; }

    public MediaTime Now => MediaTime.FromSeconds(Now_s);

    public static RootMeasurement Measured(float x, float z_m, bool isPartial) =>
        new(new Vector2(x, 0), 0.002f, z_m, 0.04f, RootSource.NetworkDepth, isPartial);

    /// <summary>One frame later.</summary>
    /// <returns>Whether the measurement was believed.</returns>
    public bool Next(float z_m, bool isPartial, float x = 0)
    {
        Now_s += Frame_s;
        return Estimator.Update(Measured(x, z_m, isPartial), Now);
    }

    /// <summary>So many frames at one distance as make it known.</summary>
    public void Steady(float z_m)
    {
        for (var i = 0; i < 12; i++)
        {
            Assert.True(Next(z_m, isPartial: false));
        }
    }
}
