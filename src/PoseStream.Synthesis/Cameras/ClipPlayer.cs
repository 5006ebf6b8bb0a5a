using PoseStream.Core.Video;

namespace PoseStream.Synthesis.Cameras;

/// <summary>
/// The camera's sensor and encoder: shows a clip round and round by the clock, one for all clients, and misbehaves as told.
/// A picture's capture time is when it was due, so that a late timer delays it as a network would and does not falsify its time.
/// </summary>
internal sealed class ClipPlayer(IClip first, CameraMischief mischief, TimeProvider timeProvider, Action<TimedUnit> deliver)
{
    private const long RtpUnitsPerSecond = 90_000;
    private const long NanosecondsPerSecond = 1_000_000_000;

    // RFC 3550 §5.1 wants the time stamps to begin anywhere.
    private readonly uint _rtpBase = (uint)Random.Shared.NextInt64(1L << 32);
    private readonly ShownPictures _shown = new();
    private IClip _wanted = first;
    private Hold _hold;
    private ShownPicture? _keyFrame;

    private enum Hold
    {
        None,
        Silent,
        Frozen,
    }

    public IClip Clip => Volatile.Read(ref _wanted);

    /// <summary>From the next picture on another clip is shown, from its beginning.</summary>
    public void SwitchTo(IClip clip) => Volatile.Write(ref _wanted, clip);

    public ShownPicture? Nearest(DateTimeOffset captureTime, TimeSpan tolerance) => _shown.Nearest(captureTime, tolerance);

    /// <exception cref="OperationCanceledException">The only end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var origin = timeProvider.GetUtcNow();
        var started = timeProvider.GetTimestamp();
        var clip = Clip;
        var index = 0;
        long round = 0;
        long roundStart_ns = 0;
        while (true)
        {
            var due_ns = roundStart_ns + clip[index].Time.Nanoseconds;
            var wait = ToTimeSpan(due_ns) - timeProvider.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (Clip is var wanted && !ReferenceEquals(wanted, clip))
            {
                (clip, index, round, roundStart_ns) = (wanted, 0, 0, due_ns);
                // A picture of the clip before has nothing to do in this one.
                _keyFrame = null;
            }

            Show(new ShownPicture(clip, index, round, origin + ToTimeSpan(due_ns)), due_ns);
            if (++index == clip.Count)
            {
                (index, round, roundStart_ns) = (0, round + 1, roundStart_ns + clip.Duration_ns);
            }
        }
    }

    private static TimeSpan ToTimeSpan(long nanoseconds) => new(nanoseconds / TimeSpan.NanosecondsPerTick);

    private void Show(ShownPicture current, long due_ns)
    {
        var isKeyFrame = current.Clip[current.Index].IsKeyFrame;
        _hold = mischief switch
        {
            { IsStalled: true } => Hold.Silent,
            { IsFrozen: true } when _keyFrame is not null => Hold.Frozen,
            // What was left out is missing to the pictures up to the next key frame.
            _ => isKeyFrame ? Hold.None : _hold,
        };
        if (_hold == Hold.None && isKeyFrame)
        {
            _keyFrame = current;
        }

        if (_hold == Hold.Silent)
        {
            return;
        }

        var picture = _hold == Hold.Frozen && _keyFrame is { } key ? key with { CaptureTime = current.CaptureTime } : current;
        _shown.Add(picture);
        var error = mischief.Clock;
        var stamp_ns = due_ns + (error.Rtp.Ticks * TimeSpan.NanosecondsPerTick);
        var units = (Int128)stamp_ns * RtpUnitsPerSecond / NanosecondsPerSecond;
        deliver(new TimedUnit(picture.Clip[picture.Index], unchecked(_rtpBase + (uint)units), picture.CaptureTime + error.Wall, error.Generation));
    }
}
