using PoseStream.Core.Ports;

namespace PoseStream.Pipeline.Batching;

/// <summary>
/// Tells a network that is broken from one that fails now and then: <see cref="Runs"/> runs and <see cref="Length"/> without a single success. Thread-safe.
/// </summary>
public sealed class FailureStreak(TimeProvider time)
{
    // An input that a network cannot digest fails a run or a few; a lost GPU or a full memory fails all of them. The time keeps the bursts of a fast
    // network from looking like that, the count keeps a camera with a frame a minute from it.
    public const int Runs = 100;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<InferenceException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _begun;
    private int _count;

    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Completes, once and for all, with the failure that was one too many; never fails or is cancelled itself.</summary>
    public Task<InferenceException> Broken => _broken.Task;

    public void Succeeded()
    {
        lock (_lock)
        {
            _count = 0;
        }
    }

    public void Failed(InferenceException failure)
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                _begun = time.GetTimestamp();
            }

            // Beyond the count nothing is left to learn from it.
            _count = Math.Min(_count + 1, Runs);
            if (_count < Runs || time.GetElapsedTime(_begun) < Length)
            {
                return;
            }
        }

        _broken.TrySetResult(failure);
    }

    /// <summary>A run does not come back: there will be no other to judge by.</summary>
    public void Stuck(InferenceException failure) => _broken.TrySetResult(failure);
}
