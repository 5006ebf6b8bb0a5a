namespace PoseStream.Synthesis.Cameras;

/// <summary>What a camera does wrong, told to it while it runs; each takes effect with the next picture. Thread-safe.</summary>
public sealed class CameraMischief
{
    private readonly Lock _lock = new();
    private CameraClockError _clock;
    private PacketLoss _loss;
    private TimeSpan _startDelay;
    private bool _frozen;
    private bool _stalled;

    internal bool IsFrozen => Volatile.Read(ref _frozen);

    internal bool IsStalled => Volatile.Read(ref _stalled);

    internal CameraClockError Clock
    {
        get
        {
            lock (_lock)
            {
                return _clock;
            }
        }
    }

    internal PacketLoss Loss
    {
        get
        {
            lock (_lock)
            {
                return _loss;
            }
        }
    }

    internal TimeSpan StartDelay
    {
        get
        {
            lock (_lock)
            {
                return _startDelay;
            }
        }
    }

    /// <summary>The last key frame is sent again at each picture's time, with the time going on: a camera whose sensor hangs.</summary>
    public void Freeze() => Volatile.Write(ref _frozen, true);

    /// <summary>Ends <see cref="Freeze"/>; the clip, which went on unseen, appears at its next key frame.</summary>
    public void Unfreeze() => Volatile.Write(ref _frozen, false);

    /// <summary>No picture and no report is sent, while connections stay and requests are answered: a camera whose encoder hangs.</summary>
    public void Stall() => Volatile.Write(ref _stalled, true);

    /// <summary>Ends <see cref="Stall"/>; pictures come again from the clip's next key frame on.</summary>
    public void Resume() => Volatile.Write(ref _stalled, false);

    /// <summary>From the next picture on the camera's clocks are off by so much more. The next report tells the new relation at once.</summary>
    /// <param name="rtp">The time stamps of pictures: as when a camera starts its stream anew.</param>
    /// <param name="clock">The wall clock in sender reports: as when a camera's time is set. The default, zero, leaves it true.</param>
    public void JumpInTime(TimeSpan rtp, TimeSpan clock = default)
    {
        lock (_lock)
        {
            _clock = new CameraClockError(_clock.Rtp + rtp, _clock.Wall + clock, _clock.Generation + 1);
        }
    }

    /// <summary>Loses RTP packets on the way to UDP clients; those over TCP lose none.</summary>
    /// <param name="share">0 (none) to 1 (all).</param>
    /// <param name="seed">Which ones: the same seed loses the same of a client's packets.</param>
    public void LosePackets(double share, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        lock (_lock)
        {
            _loss = new PacketLoss(share, seed);
        }
    }

    /// <summary>How long each client waits for the answer to its PLAY: a camera that wakes up slowly.</summary>
    public void DelayStart(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        lock (_lock)
        {
            _startDelay = delay;
        }
    }
}
