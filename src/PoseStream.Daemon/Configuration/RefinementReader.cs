using PoseStream.Core.Refinement;
using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Configuration;

/// <summary>Reads "refinement", of the service or of one camera.</summary>
internal static class RefinementReader
{
    private static readonly Dictionary<string, RefinementMethod> Methods = new(StringComparer.Ordinal)
    {
        ["none"] = RefinementMethod.None, ["one_euro"] = RefinementMethod.OneEuro, ["exponential"] = RefinementMethod.Exponential,
        ["kalman"] = RefinementMethod.Kalman, ["lowess"] = RefinementMethod.Lowess, ["fixed_lag"] = RefinementMethod.FixedLag,
    };

    private static readonly Dictionary<string, KalmanMotion> Motions = new(StringComparer.Ordinal)
    {
        ["velocity"] = KalmanMotion.Velocity, ["acceleration"] = KalmanMotion.Acceleration,
    };

    private static readonly Dictionary<string, GateRule> Rules = new(StringComparer.Ordinal)
    {
        ["none"] = GateRule.None, ["robust"] = GateRule.Robust, ["neighbours"] = GateRule.Neighbours,
    };

    /// <param name="fallback">For the keys that are not written.</param>
    public static RefinementOptions Read(JsonSection section, RefinementOptions fallback) => new(
        section.Word("method", fallback.Method, Methods),
        ReadOneEuro(section.Section("one_euro"), fallback.OneEuro),
        new ExponentialOptions(Number(section.Section("exponential"), "time_constant_s", fallback.Exponential.TimeConstant_s, 0.001, 60)),
        ReadKalman(section.Section("kalman"), fallback.Kalman),
        ReadLowess(section.Section("lowess"), fallback.Lowess),
        new FixedLagOptions(section.Section("fixed_lag").Integer("frames", fallback.FixedLag.Frames, 1, 30)),
        ReadGate(section.Section("gate"), fallback.Gate),
        section.Flag("hold_bone_lengths", fallback.HoldBoneLengths),
        section.Flag("publish_raw", fallback.PublishRaw));

    private static OneEuroOptions ReadOneEuro(JsonSection section, OneEuroOptions fallback) => new(
        Number(section, "min_cutoff_hz", fallback.MinCutoff_Hz, 0.001, 1000),
        Number(section, "beta", fallback.Beta, 0, 10000),
        Number(section, "derivative_cutoff_hz", fallback.DerivativeCutoff_Hz, 0.001, 1000));

    private static KalmanOptions ReadKalman(JsonSection section, KalmanOptions fallback) => new(
        section.Word("motion", fallback.Motion, Motions),
        Number(section, "acceleration_mps2", fallback.Acceleration_mps2, 0.01, 1000),
        Number(section, "sigma_m", fallback.Sigma_m, 0.0001, 10));

    private static LowessOptions ReadLowess(JsonSection section, LowessOptions fallback)
    {
        var options = new LowessOptions(section.Integer("frames", fallback.Frames, 3, 64), section.Integer("delay_frames", fallback.DelayFrames, 0, 32));
        if (options.DelayFrames >= options.Frames)
        {
            section.Complain("delay_frames", $"{options.DelayFrames} is outside of the window of {options.Frames} frames; write at most {options.Frames - 1}");
        }

        return options;
    }

    private static GateOptions ReadGate(JsonSection section, GateOptions fallback) => new(
        section.Word("rule", fallback.Rule, Rules), Number(section, "threshold", fallback.Threshold, 1, 100));

    /// <summary>In single precision; a default that is not written keeps its own digits.</summary>
    private static float Number(JsonSection section, string key, float fallback, double min, double max) =>
        (float)section.Number(key, fallback, min, max);
}
