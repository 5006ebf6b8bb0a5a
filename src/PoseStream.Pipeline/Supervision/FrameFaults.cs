using PoseStream.Core.Time;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Supervision;

/// <summary>
/// Tells a camera that loses every frame behind its decoder from one that loses some: <see cref="Frames"/> and <see cref="Length"/> without a single one that came through. Such a camera
/// says so, and what is known of its people is to be forgotten, since it may be what each frame stumbles over. Thread-safe.
/// </summary>
public sealed class FrameFaults(CameraMonitor monitor, TimeProvider time)
{
    // The time keeps a burst of a fast camera from looking like that, the count a slow camera.
    public const int Frames = 10;

    private readonly Lock _lock = new();
    private StreamEpoch _epoch;
    private long _begun;
    private long _last;
    private int _count;
    private bool _isForgettingDue;

    /// <summary>Half of what ends the service where it is a network that fails, <see cref="FailureStreak"/>: forgetting must have had its chance before.</summary>
    public static TimeSpan Length { get; } = FailureStreak.Length / 2;

    public void CameThrough()
    {
        lock (_lock)
        {
            _count = 0;
        }

        monitor.KeepsFrames();
    }

    /// <param name="epoch">Of the frame: a camera that was away for long in between begins anew, one that flaps does not.</param>
    public void Lost(StreamEpoch epoch, Exception exception)
    {
        lock (_lock)
        {
            if (_count == 0 || (epoch != _epoch && time.GetElapsedTime(_last) > Length))
            {
                (_begun, _count) = (time.GetTimestamp(), 0);
            }

            (_epoch, _last) = (epoch, time.GetTimestamp());
            _count++;
            if (_count < Frames || time.GetElapsedTime(_begun) < Length)
            {
                return;
            }

            // Counted anew: if it has not helped it is tried again, no more often than this.
            _count = 0;
            _isForgettingDue = true;
        }

        monitor.LosesFrames($"every frame for {Length.TotalSeconds} s was lost: {exception.Message.ReplaceLineEndings(" ")}");
    }

    /// <summary>Whether what is known of the camera's people is to be forgotten now; true once for each time.</summary>
    public bool TakeForgetting()
    {
        lock (_lock)
        {
            var due = _isForgettingDue;
            _isForgettingDue = false;
            return due;
        }
    }
}
