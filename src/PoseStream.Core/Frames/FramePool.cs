using System.Diagnostics.CodeAnalysis;
using PoseStream.Core.Time;

namespace PoseStream.Core.Frames;

/// <summary>A camera's frame buffers, fixed in number at start: their number is the limit of frames in flight. Thread-safe.</summary>
public sealed class FramePool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<FrameLease> _free;
    private readonly SemaphoreSlim _available;

    public FramePool(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _free = new Stack<FrameLease>(capacity);
        _available = new SemaphoreSlim(capacity, capacity);
        for (var i = 0; i < capacity; i++)
        {
            _free.Push(new FrameLease(this));
        }
    }

    public int Capacity { get; }

    /// <summary>How many buffers are out. Zero when everything has stopped, or a lease has leaked.</summary>
    public int Rented => Capacity - _available.CurrentCount;

    public bool TryRent(FrameGeometry geometry, in FrameStamp stamp, [NotNullWhen(true)] out FrameLease? lease)
    {
        if (!_available.Wait(0))
        {
            lease = null;
            return false;
        }

        lease = Take(geometry, stamp);
        return true;
    }

    /// <summary>Waits for a free buffer; for sources that may not lose a frame.</summary>
    /// <exception cref="OperationCanceledException"/>
    public FrameLease Rent(FrameGeometry geometry, in FrameStamp stamp, CancellationToken cancellationToken)
    {
        _available.Wait(cancellationToken);
        return Take(geometry, stamp);
    }

    public void Dispose() => _available.Dispose();

    internal void Return(FrameLease lease)
    {
        lock (_lock)
        {
            _free.Push(lease);
        }

        _available.Release();
    }

    private FrameLease Take(FrameGeometry geometry, in FrameStamp stamp)
    {
        FrameLease lease;
        lock (_lock)
        {
            lease = _free.Pop();
        }

        lease.MarkRented();
        try
        {
            lease.Frame.Resize(geometry);
        }
        catch
        {
            // No memory for a picture of this size: the buffer stays the pool's.
            lease.Dispose();
            throw;
        }

        lease.Frame.Stamp = stamp;
        return lease;
    }
}
