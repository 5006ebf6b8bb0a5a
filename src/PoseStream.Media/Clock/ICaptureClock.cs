using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>Tells a frame's capture time. Increasing within an epoch, which it asks for where it cannot (<see cref="CaptureTime.SetBack"/>).</summary>
internal interface ICaptureClock
{
    /// <param name="stamp_ns">The frame's own time stamp; null = none.</param>
    CaptureTime At(long? stamp_ns, MediaTime mediaTime, bool startsEpoch, DateTimeOffset arrival);
}
