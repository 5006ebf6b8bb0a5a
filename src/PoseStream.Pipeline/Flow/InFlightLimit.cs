using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Flow;

/// <summary>
/// How many frames of all cameras may be between detection and publishing. More than the processors can work at would wait among the stages and grow old there;
/// in a camera's mailbox the newest takes the place of the one that waits. Turns are given in the order in which they were asked for. Allocates nothing; thread-safe.
/// </summary>
/// <param name="most">At least 1.</param>
public sealed class InFlightLimit(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<WorkTicket> _waiting = [];
    private int _free = most > 0 ? most : throw new ArgumentOutOfRangeException(nameof(most), most, "at least one frame");

    /// <summary>Waits for the caller's turn, which ends with <see cref="Leave"/>. It comes when those before are processed; never only behind a network that is stuck, which ends the service.</summary>
    /// <param name="turn">The caller's own, used for nothing else.</param>
    public ValueTask EnterAsync(WorkTicket turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            turn.Arm(1);
            _waiting.Enqueue(turn);
        }

        return turn.WhenDone();
    }

    /// <summary>Once for each turn.</summary>
    public void Leave()
    {
        WorkTicket? next;
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _free++;
            }
        }

        next?.Signal();
    }
}
