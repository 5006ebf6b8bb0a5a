namespace PoseStream.TestKit.Fakes;

/// <summary>The system's time with a wall clock that can be set.</summary>
public sealed class ShiftedTimeProvider : TimeProvider
{
    private long _shift_ticks;

    /// <summary>Moves the wall clock; timers and time stamps go on.</summary>
    public void Shift(TimeSpan by) => Interlocked.Add(ref _shift_ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _shift_ticks));
}
