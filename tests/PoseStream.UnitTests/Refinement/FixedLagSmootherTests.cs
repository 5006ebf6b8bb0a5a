using System.Numerics;
using PoseStream.Core.Refinement;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

/// <summary>Against the least squares of all frames at once (<see cref="BatchTrajectory"/>), which is what a smoother computes frame by frame.</summary>
public sealed class FixedLagSmootherTests
{
    private const int Frames = 5;
    private const float Acceleration_mps2 = 3;

    // As KalmanOptions says: within a tenth of a second, to begin with.
    private const double Density = Acceleration_mps2 * Acceleration_mps2 * 0.1;

    private static readonly double[] Steps_s = [0, 0.04, 0.05, 0.033, 0.06];
    private static readonly float[] Sigmas_m = [0.02f, 0.03f, 0.01f, 0.05f, 0.02f];

    // Surprises in standard deviations. Of squares 1 in the mean of both axes, and no two in a row to the same side in both: the liveliness of a point is learnt from them, and stays as it is.
    private static readonly double[] SurprisesX = [0, 1, 1, 1, 1];
    private static readonly double[] SurprisesY = [0, 1, -1, 1, -1];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Next_FiveFrames_IsTheLeastSquaresOfAllSoFar(int lag)
    {
        var x = Measure(0.3, SurprisesX);
        var y = Measure(-0.8, SurprisesY);
        var smoother = new FixedLagSmoother(1, new KalmanOptions(Acceleration_mps2: Acceleration_mps2), new FixedLagOptions(lag));
        for (var i = 0; i < Frames; i++)
        {
            Vector3[] points = [new((float)x.Measured_m[i], (float)y.Measured_m[i], 0)];
            smoother.Next(Steps_s[i], points, [new PointSigma(Sigmas_m[i], Sigmas_m[i])]);

            var told = i - Math.Min(lag, i);
            Assert.Equal(x.Solve(i + 1).Positions_m[told], points[0].X, 1e-5);
            Assert.Equal(y.Solve(i + 1).Positions_m[told], points[0].Y, 1e-5);
        }
    }

    /// <summary>Frames that surprise a filter by as much.</summary>
    private static BatchTrajectory Measure(double first_m, double[] surprises)
    {
        var trajectory = new BatchTrajectory(Density);
        trajectory.Add(Steps_s[0], first_m, Sigmas_m[0]);
        for (var i = 1; i < Frames; i++)
        {
            var (foretold, variance) = trajectory.Foretell(Steps_s[i]);
            trajectory.Add(Steps_s[i], (float)(foretold + (surprises[i] * Math.Sqrt(variance + (Sigmas_m[i] * Sigmas_m[i])))), Sigmas_m[i]);
        }

        return trajectory;
    }
}
