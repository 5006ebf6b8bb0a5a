namespace PoseStream.Core.Time;

/// <summary>The bounds of <see cref="Backoff"/>.</summary>
/// <param name="Minimum">More than 0.</param>
/// <param name="Maximum">Not less than Minimum.</param>
/// <param name="HealthyAfter">A connection that has lived this long starts the waits anew; one that breaks sooner does not.</param>
public sealed record BackoffLimits(TimeSpan Minimum, TimeSpan Maximum, TimeSpan HealthyAfter)
{
    /// <summary>1 s doubling to 30 s, anew after 60 s.</summary>
    public static BackoffLimits Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
}
