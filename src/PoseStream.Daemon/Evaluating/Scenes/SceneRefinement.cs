using PoseStream.Core.Refinement;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>One way to refine.</summary>
internal sealed record SceneRefinement(string Name, RefinementOptions Options)
{
    /// <summary>As measured, what the service does unless it is told otherwise, every method by itself, each gate and steady bones by themselves, and methods with both.</summary>
    public static IReadOnlyList<SceneRefinement> All { get; } =
    [
        new("none", With(RefinementMethod.None)),
        new("default", RefinementOptions.Default),
        new("one_euro", With(RefinementMethod.OneEuro)),
        new("exponential", With(RefinementMethod.Exponential)),
        new("kalman", With(RefinementMethod.Kalman)),
        new("kalman_acceleration", With(RefinementMethod.Kalman) with { Kalman = new KalmanOptions(KalmanMotion.Acceleration) }),
        new("lowess", With(RefinementMethod.Lowess)),
        new("lowess_1_late", With(RefinementMethod.Lowess) with { Lowess = new LowessOptions(DelayFrames: 1) }),
        new("fixed_lag_1", With(RefinementMethod.FixedLag)),
        new("fixed_lag_2", With(RefinementMethod.FixedLag) with { FixedLag = new FixedLagOptions(2) }),
        new("gate", With(RefinementMethod.None) with { Gate = new GateOptions(GateRule.Robust) }),
        new("gate_neighbours", With(RefinementMethod.None) with { Gate = new GateOptions(GateRule.Neighbours) }),
        new("bones", With(RefinementMethod.None) with { HoldBoneLengths = true }),
        Steadied("one_euro", With(RefinementMethod.OneEuro)),
        Steadied("kalman", With(RefinementMethod.Kalman)),
        Steadied("fixed_lag_1", With(RefinementMethod.FixedLag)),
    ];

    private static SceneRefinement Steadied(string name, RefinementOptions options) =>
        new($"{name}+gate+bones", options with { Gate = new GateOptions(GateRule.Robust), HoldBoneLengths = true });

    private static RefinementOptions With(RefinementMethod method) => new(method, new(), new(), new(), new(), new(), new());
}
