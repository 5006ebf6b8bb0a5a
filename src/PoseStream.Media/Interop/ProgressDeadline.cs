namespace PoseStream.Media.Interop;

/// <summary>
/// Answers FFmpeg's "shall I stop?", which it asks about a thousand times a second while it waits: no locks, no allocation.
/// The deadline is on progress: it is armed anew after each picture packet, not for each call (facts: parts, FFmpeg).
/// </summary>
internal sealed class ProgressDeadline(TimeProvider timeProvider, CancellationToken cancellationToken)
{
    // Long enough to say goodbye to a server that listens, short enough for one that does not.
    private static readonly TimeSpan CloseTime = TimeSpan.FromMilliseconds(500);
    private long _armedAt = timeProvider.GetTimestamp();
    private TimeSpan _limit = TimeSpan.MaxValue;
    private bool _closing;

    /// <summary>FFmpeg was told to stop because of the deadline. Stays set, as FFmpeg may still hand out a packet that it had in store.</summary>
    public bool Expired { get; private set; }

    public TimeSpan Limit => _limit;

    public void Arm(TimeSpan limit)
    {
        _limit = limit;
        _armedAt = timeProvider.GetTimestamp();
    }

    /// <summary>From here on only the time for closing counts.</summary>
    public void BeginClose()
    {
        _closing = true;
        Arm(CloseTime);
    }

    public bool ShouldStop()
    {
        var late = timeProvider.GetElapsedTime(_armedAt) > _limit;
        if (_closing)
        {
            return late;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return true;
        }

        Expired |= late;
        return Expired;
    }
}
