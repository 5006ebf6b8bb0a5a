namespace PoseStream.Core.Time;

/// <summary>What a source knows of a frame's time.</summary>
/// <param name="MediaTime">Position on the stream's clock; strictly increasing within an epoch.</param>
/// <param name="CaptureTime">When the light was caught, UTC, as well as <paramref name="ClockSource"/> can tell.</param>
/// <param name="Uncertainty">Half-width of the interval that the source believes holds the true capture time.</param>
/// <param name="ArrivalTimestamp">The <see cref="TimeProvider.GetTimestamp"/> at which the picture was decoded.</param>
/// <param name="StartsEpoch">The stream's clock jumped just before this frame, or this machine's was set back.</param>
public readonly record struct FrameTiming(
    MediaTime MediaTime,
    DateTimeOffset CaptureTime,
    ClockSource ClockSource,
    TimeSpan Uncertainty,
    long ArrivalTimestamp,
    bool StartsEpoch = false);
