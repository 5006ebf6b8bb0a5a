using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Time;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.UnitTests.Locating;

/// <summary>Whether the 95 % ellipses hold the truth as often as they say, for people who walk and measurements of known noise: none would be of use otherwise.</summary>
public sealed class RootCoverageTests(ITestOutputHelper output)
{
    private const double Ellipse95 = 7.815;
    private const float Focal_px = 900;
    private const float PelvisSigma_m = 0.012f;
    private const int People = 150;
    private const double Seconds = 8;

    private static readonly Vector3 Camera = new(0, 0, 2.5f);

    [Theory]
    [InlineData(30, 0, null)]
    [InlineData(30, 0, 0.0)]
    [InlineData(30, 0, 0.04)]
    [InlineData(30, 0, 0.1)]
    [InlineData(10, 0, null)]
    [InlineData(5, 0, null)]
    [InlineData(30, 0.7, null)]
    [InlineData(30, 0.9, null)]
    public void At_WalkersWithABiasOfTheirOwn_CoversTheTruth(double rate_hz, double hidden, double? groundSigma)
    {
        var (random, pelves) = (new Random(5), new Random(6));
        var (inside, all, worst) = (0, 0, 0.0);
        for (var i = 0; i < People; i++)
        {
            var estimator = new RootEstimator(0.07, groundSigma: groundSigma ?? 0);
            var bias = 0.07 * Normal(random);
            var pelvisBias = new Vector2(0, PelvisSigma_m * Normal(pelves));

            // Each of these people walks before another camera.
            var groundBias = groundSigma is > 0 and { } sigma ? sigma * Normal(random) : 0;
            var (networkNoise, groundNoise) = (0.04 * Normal(random), 0.03 * Normal(random));
            var walk = Walker(random);
            var pose = new BodyPose();
            for (var frame = 0; frame < Seconds * rate_hz; frame++)
            {
                var t = frame / rate_hz;
                var now = MediaTime.FromSeconds(t);
                walk.PoseAt(t, pose);
                var truth = ToCamera(pose.Pelvis_m);

                // What a network gets wrong of a person for minutes, and what it gets wrong of a posture for a tenth of a second.
                bias = Wander(random, bias, 0.07, 60 * rate_hz);
                networkNoise = Wander(random, networkNoise, 0.04, 0.1 * rate_hz);
                groundNoise = Wander(random, groundNoise, 0.03, 0.1 * rate_hz);
                var ray = ((new Vector2(truth.X, truth.Y) + pelvisBias) / truth.Z) + (new Vector2(Normal(random), Normal(random)) * (2 / Focal_px));
                var depth = truth.Z * MathF.Exp((float)(bias + networkNoise));
                if (t < 1 || random.NextDouble() >= hidden)
                {
                    var byBody = new RootMeasurement(ray, 2 / Focal_px, depth, 0.04f, RootSource.NetworkDepth, false) { PelvisSigma_m = PelvisSigma_m };
                    estimator.Update(byBody, now);
                    if (groundSigma is not null)
                    {
                        var onGround = truth.Z * MathF.Exp((float)(groundBias + groundNoise));
                        estimator.Update(byBody with { Depth_m = onGround, DepthSigma = 0.03f, Source = RootSource.GroundContact }, now);
                    }
                }

                if (estimator.At(now) is { } root)
                {
                    var squared = root.Covariance_m2.SquaredDistance(truth - root.Position_m);
                    worst = Math.Max(worst, squared);
                    inside += squared <= Ellipse95 ? 1 : 0;
                    all++;
                }
            }
        }

        output.WriteLine($"{rate_hz} Hz, {hidden:P0} hidden, ground {groundSigma}: {(double)inside / all:P1} of {all} within the 95 % ellipse, furthest {Math.Sqrt(worst):F1} sigma");
        Assert.InRange((double)inside / all, 0.90, 0.98);
        Assert.True(all > 0.99 * People * Seconds * rate_hz);
    }

    /// <summary>Round corners at a walk, 4 to 12 m from the camera.</summary>
    private static IMotion Walker(Random random)
    {
        Vector2[] corners = [.. Enumerable.Range(0, 6).Select(_ => new Vector2(4 + (8 * random.NextSingle()), (6 * random.NextSingle()) - 3))];
        return MotionLibrary.Along(random, new FloorPath(corners), new BodyProportions(1.5f + (0.4f * random.NextSingle())));
    }

    /// <summary>World (x forward, y left, z up) to a level camera that looks along x.</summary>
    private static Vector3 ToCamera(Vector3 world)
    {
        var from = world - Camera;
        return new Vector3(-from.Y, -from.Z, from.X);
    }

    /// <summary>The next value of an Ornstein-Uhlenbeck process.</summary>
    /// <param name="memory">In steps.</param>
    private static double Wander(Random random, double value, double sigma, double memory)
    {
        var kept = Math.Exp(-1 / memory);
        return (kept * value) + (sigma * Math.Sqrt(1 - (kept * kept)) * Normal(random));
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
