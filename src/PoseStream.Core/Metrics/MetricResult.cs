namespace PoseStream.Core.Metrics;

/// <summary>One figure with everything that a reader needs to compare it with another: no bare "protocol 1".</summary>
/// <param name="Name">Such as "MPJPE" or "AP@.50".</param>
/// <param name="Value">NaN where nothing was measured.</param>
/// <param name="Unit">"m", "m/s", "1" for a share, "count".</param>
/// <param name="Alignment">What was done to the estimate before it was compared: "none", "root", "rigid", "similarity", "scale"; "-" where it has no meaning.</param>
/// <param name="Root">The joint or middle of joints that the poses were moved to or that was compared; "-" where it has no meaning.</param>
/// <param name="Joints">The subset of joints; "-" where it has no meaning.</param>
/// <param name="Samples">How many <paramref name="SampleKind"/> were measured.</param>
/// <param name="SampleKind">"joints", "poses", "pictures", "truths", …</param>
/// <param name="Low95">Lower end of the 95 % confidence interval; null where the samples are too few to tell, or where the figure is a plain count.</param>
/// <param name="High95">Upper end.</param>
public sealed record MetricResult(
    string Name, double Value, string Unit, string Alignment, string Root, string Joints, long Samples, string SampleKind, double? Low95, double? High95)
{
    public const string None = "-";

    /// <summary>A figure that has to do with boxes or identities and not with joints.</summary>
    public static MetricResult OfBoxes(string name, double value, string unit, long samples, string sampleKind, Interval95? interval = null) =>
        new(name, value, unit, None, None, None, samples, sampleKind, interval?.Low, interval?.High);
}
