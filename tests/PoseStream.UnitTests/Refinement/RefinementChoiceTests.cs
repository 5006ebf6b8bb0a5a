using PoseStream.Core.Refinement;
using PoseStream.Synthesis.Motion;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.UnitTests.Refinement;

/// <summary>What each way to refine makes of simulated people: the default is chosen by it.</summary>
public sealed class RefinementChoiceTests(ITestOutputHelper output)
{
    private static readonly Activity[] Activities =
        [Activity.Walk, Activity.Run, Activity.Stand, Activity.Turn, Activity.SitDown, Activity.Squat, Activity.JumpingJack, Activity.Wave, Activity.Lunge];

    private static readonly SimulatedMotion[] Clean = Make(0);
    private static readonly SimulatedMotion[] WithOutliers = Make(0.01f);

    private static readonly (string Name, RefinementOptions Options)[] Ways =
    [
        ("none", With(RefinementMethod.None)),
        ("one_euro", With(RefinementMethod.OneEuro)),
        ("exponential", With(RefinementMethod.Exponential)),
        ("kalman, velocity", With(RefinementMethod.Kalman)),
        ("kalman, acceleration", With(RefinementMethod.Kalman) with { Kalman = new(KalmanMotion.Acceleration) }),
        ("lowess 9, at once", With(RefinementMethod.Lowess)),
        ("lowess 9, 1 frame late", With(RefinementMethod.Lowess) with { Lowess = new(9, 1) }),
        ("lowess 9, 4 frames late", With(RefinementMethod.Lowess) with { Lowess = new(9, 4) }),
        ("fixed_lag, 1 frame late", With(RefinementMethod.FixedLag)),
        ("fixed_lag, 2 frames late", With(RefinementMethod.FixedLag) with { FixedLag = new(2) }),
        ("fixed_lag, 4 frames late", With(RefinementMethod.FixedLag) with { FixedLag = new(4) }),
    ];

    [Fact]
    public void Score_OfEveryMethod_IsSteadierThanRaw()
    {
        var raw = RefinementScore.Of(With(RefinementMethod.None), Clean);
        foreach (var (name, options) in Ways)
        {
            foreach (var (extra, full) in Extras(options))
            {
                var (clean, outliers) = (RefinementScore.Of(full, Clean), RefinementScore.Of(full, WithOutliers));
                output.WriteLine(
                    $"| {name}{extra} | {clean.Mpjpe_mm:F1} | {clean.AccelerationError_mps2:F1} | {clean.JitterRatio:F2} | {clean.Delay_ms:F0} | {outliers.Mpjpe_mm:F1} | {outliers.JitterRatio:F2} |");
                if (options.Method is not RefinementMethod.None)
                {
                    Assert.True(clean.JitterRatio < 0.6 * raw.JitterRatio, name);
                }
            }
        }
    }

    [Fact]
    public void Score_OfTheDefault_MeetsTheTarget()
    {
        var raw = RefinementScore.Of(With(RefinementMethod.None), Clean);
        var refined = RefinementScore.Of(RefinementOptions.Default, Clean);
        Assert.InRange(refined.JitterRatio, 0, 1.5);
        Assert.InRange(refined.Mpjpe_mm, 0, raw.Mpjpe_mm);
        Assert.Equal(1000 * SimulatedMotion.FrameTime_s, refined.Delay_ms, 0.01);
    }

    [Fact]
    public void Score_HeldBoneLengths_AreNearerToTheTruth()
    {
        var free = RefinementScore.Of(With(RefinementMethod.None), Clean);
        var held = RefinementScore.Of(With(RefinementMethod.None) with { HoldBoneLengths = true }, Clean);
        Assert.True(held.Mpjpe_mm < 0.97 * free.Mpjpe_mm, $"{held.Mpjpe_mm} of {free.Mpjpe_mm} mm");
    }

    [Fact]
    public void Score_RobustGate_TakesOutliersAndHardlyAnythingElse()
    {
        var gated = With(RefinementMethod.None) with { Gate = new GateOptions(GateRule.Robust) };
        var clean = RefinementScore.Of(With(RefinementMethod.None), Clean).Mpjpe_mm;
        Assert.InRange(RefinementScore.Of(gated, Clean).Mpjpe_mm, 0.99 * clean, 1.01 * clean);
        Assert.InRange(RefinementScore.Of(gated, WithOutliers).Mpjpe_mm, 0, 1.03 * clean);
    }

    private static IEnumerable<(string Name, RefinementOptions Options)> Extras(RefinementOptions options)
    {
        var gated = options with { Gate = new GateOptions(GateRule.Robust) };
        return [("", options), (" + gate", gated), (" + gate + bones", gated with { HoldBoneLengths = true })];
    }

    private static RefinementOptions With(RefinementMethod method) =>
        new(method, new(), new(), new(), new(), new(), new());

    private static SimulatedMotion[] Make(float outliers) =>
        [.. Activities.SelectMany((activity, i) => new[] { 1, 2 }.Select(seed => SimulatedMotion.Make(activity, (10 * i) + seed, 250, outliers)))];
}
