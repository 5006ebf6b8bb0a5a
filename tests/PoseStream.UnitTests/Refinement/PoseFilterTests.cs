using System.Numerics;
using PoseStream.Core.Refinement;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

/// <summary>What every filter must do, whatever it is called.</summary>
public sealed class PoseFilterTests
{
    private const double Frame_s = 0.04;
    private static readonly Vector3 Start = new(1, -2, 6);

    private static Dictionary<string, Func<int, IPoseFilter>> Made { get; } = new()
    {
        ["one_euro"] = points => PoseFilters.Create(With(RefinementMethod.OneEuro), points)!,
        ["exponential"] = points => PoseFilters.Create(With(RefinementMethod.Exponential), points)!,
        ["velocity"] = points => PoseFilters.Create(With(RefinementMethod.Kalman), points)!,
        ["acceleration"] = points => PoseFilters.Create(With(RefinementMethod.Kalman) with { Kalman = new(KalmanMotion.Acceleration) }, points)!,
        ["lowess"] = points => PoseFilters.Create(With(RefinementMethod.Lowess), points)!,
        ["late lowess"] = points => PoseFilters.Create(With(RefinementMethod.Lowess) with { Lowess = new(9, 4) }, points)!,
        ["fixed_lag"] = points => PoseFilters.Create(With(RefinementMethod.FixedLag) with { FixedLag = new(3) }, points)!,
    };

    public static TheoryData<string> Filters { get; } = [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Next_Step_IsReachedWithoutGoingFarBeyond(string name)
    {
        var filter = Made[name](1);
        var (last, most) = (0f, 0f);
        for (var i = 0; i < 100; i++)
        {
            last = Next(filter, Frame_s, i < 20 ? Vector3.Zero : Vector3.UnitX).X;
            most = Math.Max(most, last);
        }

        Assert.Equal(1, last, 0.02f);
        Assert.InRange(most, 0.98f, 1.5f);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Next_Ramp_IsFollowedWithTheDelayStated(string name)
    {
        var filter = Made[name](1);
        var velocity = new Vector3(1, 0.5f, -0.25f);
        for (var i = 0; i < 200; i++)
        {
            // Frames that come irregularly: only their stamps tell.
            var time = (i * Frame_s) + (0.3 * Frame_s * Math.Sin(i));
            var before = ((i - 1) * Frame_s) + (0.3 * Frame_s * Math.Sin(i - 1));
            var refined = Next(filter, time - before, Start + ((float)time * velocity));
            if (i > 100)
            {
                // Low-passes without a velocity lag; the others must not.
                var tolerance = name is "one_euro" or "exponential" ? 0.2f : 0.004f;
                Assert.Equal(0, Vector3.Distance(Start + ((float)(time - filter.Delay_s) * velocity), refined), tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Next_AbsentPoint_IsAbsentAndHarmsNobody(string name)
    {
        var (filter, alone) = (Made[name](2), Made[name](1));
        for (var i = 0; i < 60; i++)
        {
            Vector3[] points = [Start, i is >= 20 and < 40 ? new Vector3(float.NaN) : Start];
            filter.Next(Frame_s, points, [PointSigma.Unknown, PointSigma.Unknown]);
            Assert.Equal(Next(alone, Frame_s, Start), points[0]);
            if (i is >= 20 and < 40)
            {
                Assert.False(float.IsFinite(points[1].X));
            }
        }

        Vector3[] last = [Start, Start];
        filter.Next(Frame_s, last, [PointSigma.Unknown, PointSigma.Unknown]);
        Assert.Equal(0, Vector3.Distance(Start, last[1]), 1e-4f);
    }

    [Theory]
    [InlineData("velocity")]
    [InlineData("acceleration")]
    [InlineData("fixed_lag")]
    public void Next_SwingsAside_IsAsSteadyInDepthAsWhoStands(string name)
    {
        var noise = Enumerable.Range(0, 200).Select(static i => 0.05f * MathF.Sin(17 * i * i)).ToArray();
        Assert.Equal(DepthSpread(noise, Made[name](1), swing_m: 0), DepthSpread(noise, Made[name](1), swing_m: 0.5f), 1e-4f);
    }

    [Theory]
    [InlineData("velocity")]
    [InlineData("fixed_lag")]
    public void Next_StandsLongAndThenWalks_IsSteadyAndThenSoonFollowed(string name)
    {
        // As much noise as the filter is told of.
        var (filter, random) = (Made[name](1), new Random(3));
        var (still, stillMost, walking) = (0f, 0f, 0f);
        for (var i = 0; i < 140; i++)
        {
            var truth = MathF.Max(0, i - 99) * (float)Frame_s;
            var noise = 0.2f * (random.NextSingle() - 0.5f);
            var refined = Next(filter, Frame_s, new Vector3(truth + noise, 0, 0)).X;
            if (i is >= 50 and < 100)
            {
                (still, stillMost) = (still + (refined * refined), stillMost + (noise * noise));
            }
            else if (i >= 115)
            {
                walking = MathF.Max(walking, MathF.Abs(refined - truth + (float)filter.Delay_s));
            }
        }

        Assert.InRange(still / stillMost, 0, 0.1f);
        Assert.InRange(walking, 0, 0.15f);
    }

    private static float DepthSpread(float[] noise, IPoseFilter filter, float swing_m)
    {
        var sum = 0f;
        for (var i = 0; i < noise.Length; i++)
        {
            sum += MathF.Abs(Next(filter, Frame_s, new Vector3(swing_m * MathF.Sin(0.6f * i), 0, 5 + noise[i])).Z - 5);
        }

        Assert.InRange(sum, 0, noise.Length);
        return sum / noise.Length;
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Reset_AfterMotion_TakesTheNextAsItIs(string name)
    {
        var filter = Made[name](1);
        for (var i = 0; i < 30; i++)
        {
            Next(filter, Frame_s, i * Vector3.One);
        }

        filter.Reset();
        Assert.Equal(0, Vector3.Distance(Start, Next(filter, 0, Start)), 1e-5f);
        Assert.Equal(0, filter.Delay_s);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Next_Noise_IsDamped(string name)
    {
        var (filter, random) = (Made[name](1), new Random(5));
        double before = 0, after = 0;
        for (var i = 0; i < 2000; i++)
        {
            var noise = 0.02f * (random.NextSingle() - 0.5f);
            var refined = Next(filter, Frame_s, new Vector3(noise, 0, 0)).X;
            before += noise * noise;
            after += refined * refined;
        }

        Assert.True(after < 0.6 * before, $"{after / before:F2} of the variance is left");
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Next_SteadyState_AllocatesNothing(string name)
    {
        var filter = Made[name](27);
        var (points, sigmas) = (new Vector3[27], new PointSigma[27]);
        for (var i = 0; i < 100; i++)
        {
            filter.Next(Frame_s, points, sigmas);
        }

        Assert.Equal(0, Allocation.Of(() => filter.Next(Frame_s, points, sigmas), 100));
    }

    [Fact]
    public void Next_UncertainPoint_IsBelievedLess()
    {
        foreach (var name in new[] { "velocity", "acceleration" })
        {
            var filter = Made[name](2);
            PointSigma[] sigmas = [new(0.005f, 0.005f), new(0.2f, 0.2f)];
            Vector3[] points = [];
            for (var i = 0; i < 21; i++)
            {
                points = i < 20 ? [Vector3.Zero, Vector3.Zero] : [0.1f * Vector3.UnitX, 0.1f * Vector3.UnitX];
                filter.Next(Frame_s, points, sigmas);
            }

            Assert.True(points[0].X > 1.5f * points[1].X, $"{name}: {points[0].X} and {points[1].X}");
        }
    }

    private static Vector3 Next(IPoseFilter filter, double dt_s, Vector3 point)
    {
        Vector3[] points = [point];
        filter.Next(dt_s, points, [PointSigma.Unknown]);
        return points[0];
    }

    private static RefinementOptions With(RefinementMethod method) => RefinementOptions.Default with { Method = method };
}
