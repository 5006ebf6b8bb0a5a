using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>A file's frames are as old as their time stamps say, counted from the moment it was opened; each further epoch goes on where the last ended.</summary>
internal sealed class FileClock(DateTimeOffset openedAt) : ICaptureClock
{
    // By definition exact, up to the coarsest time base in use: a millisecond.
    private static readonly TimeSpan Uncertainty = TimeSpan.FromMilliseconds(1);
    private DateTimeOffset _epochStart = openedAt;
    private DateTimeOffset _last = openedAt;

    public CaptureTime At(long? stamp_ns, MediaTime mediaTime, bool startsEpoch, DateTimeOffset arrival)
    {
        if (startsEpoch)
        {
            _epochStart = _last + Uncertainty;
        }

        _last = _epochStart + TimeSpan.FromTicks(mediaTime.Nanoseconds / TimeSpan.NanosecondsPerTick);
        return new CaptureTime(_last, ClockSource.FilePts, Uncertainty);
    }
}
