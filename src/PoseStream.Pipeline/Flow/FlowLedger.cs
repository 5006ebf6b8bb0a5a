using PoseStream.Core.Frames;

namespace PoseStream.Pipeline.Flow;

/// <summary>
/// Counts a camera's frames. What is in flight is not derived from the other counts but kept by those who hold the frames: each says when it takes one
/// and when it lets go, so a frame that is forgotten or counted twice breaks the law. Thread-safe.
/// </summary>
public sealed class FlowLedger
{
    private static readonly int Reasons = Enum.GetValues<DropReason>().Length;

    private readonly Lock _lock = new();
    private readonly long[] _drops = new long[Reasons];
    private long _decoded;
    private long _published;
    private long _inFlight;
    private long _droppedAtLastPublish;

    /// <summary>A frame was decoded and there was no buffer for it.</summary>
    public void DecodedAndDropped(DropReason reason)
    {
        lock (_lock)
        {
            _decoded++;
            _drops[(int)reason]++;
        }
    }

    /// <summary>A frame was decoded and got a buffer: it is in flight until <see cref="Dropped"/> or <see cref="Published"/>.</summary>
    public void DecodedAndAdmitted()
    {
        lock (_lock)
        {
            _decoded++;
            _inFlight++;
        }
    }

    public void Dropped(DropReason reason)
    {
        lock (_lock)
        {
            _inFlight--;
            _drops[(int)reason]++;
        }
    }

    /// <returns>How many frames were dropped since the last published one.</returns>
    public long Published()
    {
        lock (_lock)
        {
            _inFlight--;
            _published++;
            var dropped = TotalDrops();
            var since = dropped - _droppedAtLastPublish;
            _droppedAtLastPublish = dropped;
            return since;
        }
    }

    public FlowSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new FlowSnapshot(_decoded, _published, _inFlight, [.. _drops]);
        }
    }

    private long TotalDrops()
    {
        long sum = 0;
        foreach (var count in _drops)
        {
            sum += count;
        }

        return sum;
    }
}
