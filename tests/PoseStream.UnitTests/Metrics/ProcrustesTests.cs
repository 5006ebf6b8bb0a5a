using System.Numerics;
using PoseStream.Core.Metrics.Alignment;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class ProcrustesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(26)]
    public void Fit_AnyMotion_IsRecovered(int points)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var from = RandomPose.Points(random, points);
            var (rotation, scale, shift) = (RandomPose.Rotation(random), 0.2f + (3 * random.NextSingle()), 10 * RandomPose.Vector(random));
            Vector3[] to = [.. from.Select(point => (scale * Vector3.Transform(point, rotation)) + shift)];

            var fit = Procrustes.Fit(from, to, scale: true)!.Value;

            Assert.Equal(scale, fit.Scale, 1e-3f);
            AssertNear(from.Select(fit.Apply), to, 2e-5f);
        }
    }

    [Fact]
    public void Fit_NoisyPoints_NoOtherTransformIsNearer()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var from = RandomPose.Points(random, 17);
            Vector3[] to = [.. from.Select(point => (1.3f * point) + (0.2f * RandomPose.Vector(random)))];
            var fit = Procrustes.Fit(from, to, scale: true)!.Value;
            var best = SquaredError(fit, from, to);
            for (var trial = 0; trial < 50; trial++)
            {
                var turn = Quaternion.Normalize(new Quaternion(0.03f * RandomPose.Vector(random), 1));
                var other = fit with
                {
                    Rotation = turn * fit.Rotation, Scale = fit.Scale * (1 + (0.02f * (random.NextSingle() - 0.5f))), To_m = fit.To_m + (0.01f * RandomPose.Vector(random)),
                };
                Assert.True(SquaredError(other, from, to) >= best - 1e-5, $"seed {seed}, trial {trial}");
            }
        }
    }

    [Fact]
    public void Fit_Mirrored_TurnsAboutTheShortestAxisAndNeverReflects()
    {
        // Mirrored in x, these are nearest after the half turn that costs least: the closed form is 2c for both ends of the shortest axis, 0 for the others.
        Vector3[] from = [new(3, 0, 0), new(-3, 0, 0), new(0, 2, 0), new(0, -2, 0), new(0, 0, 1), new(0, 0, -1)];
        Vector3[] to = [.. from.Select(point => point with { X = -point.X })];

        var fit = Procrustes.Fit(from, to, scale: false)!.Value;

        Assert.Equal([0, 0, 0, 0, 2, 2], from.Zip(to, (a, b) => MathF.Round(Vector3.Distance(fit.Apply(a), b), 4)));
        var basis = Matrix4x4.CreateFromQuaternion(fit.Rotation);
        Assert.Equal(1, basis.GetDeterminant(), 1e-4f);
    }

    [Fact]
    public void Fit_Rigid_NeverScales()
    {
        Vector3[] from = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), Vector3.Zero];
        Vector3[] to = [.. from.Select(point => 2 * point)];
        Assert.Equal(1, Procrustes.Fit(from, to, scale: false)!.Value.Scale);
    }

    [Fact]
    public void Fit_PointsOnALine_LineIsRecovered()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var direction = RandomPose.Vector(random);
            Vector3[] from = [.. Enumerable.Range(0, 5).Select(i => i * direction)];
            var (rotation, shift) = (RandomPose.Rotation(random), RandomPose.Vector(random));
            Vector3[] to = [.. from.Select(point => Vector3.Transform(point, rotation) + shift)];
            AssertNear(from.Select(Procrustes.Fit(from, to, scale: true)!.Value.Apply), to, 2e-5f);
        }
    }

    [Fact]
    public void Fit_OppositeLine_TurnsByHalf()
    {
        Vector3[] from = [new(-1, 0, 0), Vector3.Zero, new(1, 0, 0)];
        Vector3[] to = [new(1, 0, 0), Vector3.Zero, new(-1, 0, 0)];
        AssertNear(from.Select(Procrustes.Fit(from, to, scale: false)!.Value.Apply), to, 1e-6f);
    }

    [Fact]
    public void Fit_OnePair_OnlyMoves()
    {
        var fit = Procrustes.Fit([new Vector3(1, 2, 3), new Vector3(float.NaN)], [new Vector3(4, 5, 6), Vector3.Zero], scale: true)!.Value;
        Assert.Equal(1, fit.Scale);
        Assert.Equal(new Vector3(4, 5, 6), fit.Apply(new Vector3(1, 2, 3)));
        Assert.Equal(1, Vector3.Distance(fit.Apply(Vector3.Zero), fit.Apply(Vector3.UnitX)), 1e-6f);
    }

    [Fact]
    public void Fit_AllPointsOne_HasScaleOneAndMeetsTheMiddle()
    {
        var fit = Procrustes.Fit([Vector3.One, Vector3.One], [new Vector3(1, 0, 0), new Vector3(3, 0, 0)], scale: true)!.Value;
        Assert.Equal(1, fit.Scale);
        Assert.Equal(new Vector3(2, 0, 0), fit.Apply(Vector3.One));
    }

    [Fact]
    public void Fit_NothingFinite_IsNull() => Assert.Null(Procrustes.Fit([new Vector3(float.NaN)], [Vector3.One], scale: true));

    [Fact]
    public void Fit_FarFromTheOrigin_KeepsMicrometres()
    {
        var random = new Random(1);
        var from = RandomPose.Points(random, 26);
        Vector3[] to = [.. from.Select(point => point + new Vector3(0, 0, 64))];
        Vector3[] exact = [.. to.Select(point => point - new Vector3(0, 0, 64))];
        var fit = Procrustes.Fit(exact, to, scale: true)!.Value;
        AssertNear(exact.Select(fit.Apply), to, 1e-5f);
    }

    private static double SquaredError(SimilarityTransform fit, Vector3[] from, Vector3[] to) =>
        from.Zip(to, (a, b) => (double)Vector3.DistanceSquared(fit.Apply(a), b)).Sum();

    private static void AssertNear(IEnumerable<Vector3> actual, Vector3[] expected, float within) =>
        Assert.All(actual.Zip(expected), pair => Assert.InRange(Vector3.Distance(pair.First, pair.Second), 0, within));
}
