namespace PoseStream.Pipeline.Batching;

/// <summary>Notices a run that does not come back: a driver that hangs ends no call, and so not with an error either. Thread-safe.</summary>
public sealed class RunWatch : IDisposable
{
    private const long Idle = -1;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly Action _stuck;
    private readonly long[] _begun;
    private readonly ITimer _timer;
    private volatile bool _isStuck;

    /// <param name="threads">How many run, each one run after the other.</param>
    /// <param name="stuck">Called once.</param>
    public RunWatch(int threads, TimeProvider time, Action stuck)
    {
        _time = time;
        _stuck = stuck;
        _begun = new long[threads];
        Array.Fill(_begun, Idle);
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Nothing runs longer: not even what a provider does when it builds an engine for a shape that it has not seen before.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a thread has been in one run for longer than <see cref="Longest"/>. It may never end.</summary>
    public bool IsStuck => _isStuck;

    public void Begin(int thread) => Volatile.Write(ref _begun[thread], _time.GetTimestamp());

    public void End(int thread) => Volatile.Write(ref _begun[thread], Idle);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        for (var i = 0; i < _begun.Length && !_isStuck; i++)
        {
            var begun = Volatile.Read(ref _begun[i]);
            if (begun != Idle && _time.GetElapsedTime(begun) > Longest)
            {
                _isStuck = true;
                _stuck();
            }
        }
    }
}
