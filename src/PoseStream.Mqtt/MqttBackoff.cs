namespace PoseStream.Mqtt;

/// <summary>
/// The wait before attempt n is drawn evenly from 0 to min(Maximum, Minimum * 2^n): full jitter, so that many clients of a restarted broker do not come back in step.
/// </summary>
/// <param name="Minimum">More than 0.</param>
/// <param name="Maximum">Not less than Minimum.</param>
/// <param name="HealthyAfter">A connection that has lived this long resets n; one that breaks sooner does not.</param>
public sealed record MqttBackoff(TimeSpan Minimum, TimeSpan Maximum, TimeSpan HealthyAfter)
{
    /// <summary>1 s doubling to 30 s, reset after 60 s.</summary>
    public static MqttBackoff Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
}
