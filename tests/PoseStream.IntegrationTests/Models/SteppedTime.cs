namespace PoseStream.IntegrationTests.Models;

/// <summary>A clock whose timers never fire until they are told to; then the one that is waiting fires once.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _lock = new();
    private Action? _fire;

    /// <summary>Lets the pending timer fire now, from another thread as timers do.</summary>
    public void FireTimer()
    {
        lock (_lock)
        {
            var fire = _fire;
            _fire = null;
            ThreadPool.QueueUserWorkItem(_ => fire?.Invoke());
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _fire = () => callback(state);
        }

        return new SilentTimer();
    }

    private sealed class SilentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
