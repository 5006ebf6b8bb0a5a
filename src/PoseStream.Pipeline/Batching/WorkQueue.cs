using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PoseStream.Pipeline.Batching;

/// <summary>
/// What workers on threads of their own take jobs from. A channel would wake a pool thread for each item; here the worker itself sleeps, and neither side
/// allocates. Bounded by its users: each has a fixed number of reusable jobs.
/// </summary>
internal sealed class WorkQueue<T> : IDisposable
{
    private readonly ConcurrentQueue<T> _items = new();
    private readonly SemaphoreSlim _available = new(0);

    public void Add(T item)
    {
        _items.Enqueue(item);
        _available.Release();
    }

    public bool TryTake(TimeSpan wait, [MaybeNullWhen(false)] out T item)
    {
        if (_available.Wait(wait) && _items.TryDequeue(out item))
        {
            return true;
        }

        item = default;
        return false;
    }

    /// <summary>Lets <paramref name="waiters"/> sleeping workers return empty-handed.</summary>
    public void Wake(int waiters) => _available.Release(waiters);

    public void Dispose() => _available.Dispose();
}
