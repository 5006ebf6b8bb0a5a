using System.Numerics;
using PoseStream.Core.Refinement;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

/// <summary>Against Cleveland's regression written down a second time, in another way: moments about the weighted mean, all in double.</summary>
public sealed class LowessFilterTests
{
    private const int Frames = 9;
    private const int Outlier = 20;

    private static readonly double[] Times_s = [.. Enumerable.Range(0, 30).Select(static i => (0.04 * i) + (0.012 * Math.Sin(5 * i)))];
    private static readonly Vector3[] Points_m = [.. Enumerable.Range(0, 30).Select(PointAt)];

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Next_OutlierInTheWindow_IsTheReference(int delay)
    {
        var filter = new LowessFilter(1, new LowessOptions(Frames, delay));
        var farthestFromOnePass = 0f;
        for (var i = 0; i < Points_m.Length; i++)
        {
            Vector3[] points = [Points_m[i]];
            filter.Next(i == 0 ? 0 : Times_s[i] - Times_s[i - 1], points, [PointSigma.Unknown]);
            if (i >= Frames - 1)
            {
                Assert.Equal(0, Vector3.Distance(Reference(i, delay, robust: true), points[0]), 1e-4f);
                Assert.Equal(Times_s[i] - Times_s[i - delay], filter.Delay_s, 1e-6);
                farthestFromOnePass = MathF.Max(farthestFromOnePass, Vector3.Distance(Reference(i, delay, robust: false), points[0]));
            }
        }

        // Or the second pass would be without effect here, and nothing told about it.
        Assert.InRange(farthestFromOnePass, 0.1f, 1);
    }

    private static Vector3 PointAt(int i)
    {
        var time = (float)Times_s[i];
        var noise = 0.01f * new Vector3(MathF.Sin(17 * i), MathF.Sin(29 * i), MathF.Sin(41 * i));
        return new Vector3(time, MathF.Sin(2 * time), 3) + noise + (i == Outlier ? new Vector3(0.4f, -0.6f, 0.5f) : Vector3.Zero);
    }

    private static Vector3 Reference(int newest, int delay, bool robust)
    {
        int[] window = [.. Enumerable.Range(newest - Frames + 1, Frames)];
        var at = Times_s[newest - delay];
        var reach = window.Max(i => Math.Abs(Times_s[i] - at)) * (Frames + 1) / Frames;
        double[] weights = [.. window.Select(i => Math.Pow(1 - Math.Pow(Math.Abs(Times_s[i] - at) / reach, 3), 3))];
        var once = Fit(window, weights);
        if (!robust)
        {
            return once(at);
        }

        double[] distances = [.. window.Select(i => (double)Vector3.Distance(Points_m[i], once(Times_s[i])))];
        var limit = 6 * distances.Order().ElementAt(Frames / 2);
        return Fit(window, [.. weights.Zip(distances, (weight, distance) => weight * Math.Pow(Math.Max(0, 1 - Math.Pow(distance / limit, 2)), 2))])(at);
    }

    private static Func<double, Vector3> Fit(int[] window, double[] weights)
    {
        double Mean(Func<int, double> value) => window.Zip(weights, (i, weight) => weight * value(i)).Sum() / weights.Sum();
        var time = Mean(i => Times_s[i]);
        var spread = Mean(i => Math.Pow(Times_s[i] - time, 2));
        var lines = Enumerable.Range(0, 3).Select(axis =>
            (Middle: Mean(i => Points_m[i][axis]), Slope: Mean(i => (Times_s[i] - time) * Points_m[i][axis]) / spread)).ToArray();
        float Along(int axis, double at) => (float)(lines[axis].Middle + (lines[axis].Slope * (at - time)));
        return at => new Vector3(Along(0, at), Along(1, at), Along(2, at));
    }
}
