namespace PoseStream.Core.Metrics;

/// <summary>A 95 % confidence interval.</summary>
public readonly record struct Interval95(double Low, double High)
{
    /// <summary>Cut to the values that the figure can have at all.</summary>
    public Interval95 Within(double minimum, double maximum) => new(Math.Clamp(Low, minimum, maximum), Math.Clamp(High, minimum, maximum));
}
