namespace PoseStream.Core.Frames;

/// <summary>
/// The right to one buffer of a camera's pool. It has one owner at a time; a successful channel write moves it; the owner disposes it exactly once.
/// </summary>
public sealed class FrameLease : IDisposable
{
    private readonly FramePool _pool;
    private int _rented;

    internal FrameLease(FramePool pool) => _pool = pool;

    public Frame Frame { get; } = new();

    /// <exception cref="InvalidOperationException">The lease was given back before: two owners, a bug of the caller.</exception>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 0)
        {
            throw new InvalidOperationException("a frame lease was given back twice");
        }

        _pool.Return(this);
    }

    internal void MarkRented() => Volatile.Write(ref _rented, 1);
}
