using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PoseStream.Grpc.Subscriptions;

/// <summary>One subscriber's place: a ring in which the newest items win. One reader at a time.</summary>
public sealed class Subscription<T> : IDisposable
{
    private readonly Lock _access = new();
    private readonly (T Item, ulong Missed)[] _ring;
    private readonly Func<T, bool>? _wanted;
    private readonly Action<Subscription<T>> _remove;

    // Holds at most one token, "look again"; it brings waiting and cancellation without an allocation by the publisher.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private int _first;
    private int _count;

    internal Subscription(int capacity, Func<T, bool>? wanted, Action<Subscription<T>> remove)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _ring = new (T, ulong)[capacity];
        _wanted = wanted;
        _remove = remove;
    }

    /// <summary>Everything from the subscription's start, in order, until it is disposed or the fan-out is.</summary>
    /// <exception cref="OperationCanceledException"/>
    public async IAsyncEnumerable<Received<T>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            _wake.Reader.TryRead(out _);
            while (TryTake(out var received))
            {
                yield return received;
            }
        }

        while (TryTake(out var received))
        {
            yield return received;
        }
    }

    public void Dispose()
    {
        _remove(this);
        Complete();
    }

    internal void Complete() => _wake.Writer.TryComplete();

    internal void Offer(T item)
    {
        lock (_access)
        {
            if (_wanted is not null && !_wanted(item))
            {
                return;
            }

            ulong missed = 0;
            if (_count == _ring.Length)
            {
                // The loss is told by the item that follows it: the next in the ring, or the one that comes now.
                var lost = 1 + _ring[_first].Missed;
                _first = (_first + 1) % _ring.Length;
                _count--;
                if (_count > 0)
                {
                    _ring[_first].Missed += lost;
                }
                else
                {
                    missed = lost;
                }
            }

            _ring[(_first + _count) % _ring.Length] = (item, missed);
            _count++;
        }

        _wake.Writer.TryWrite(true);
    }

    private bool TryTake(out Received<T> received)
    {
        lock (_access)
        {
            if (_count == 0)
            {
                received = default;
                return false;
            }

            var (item, missed) = _ring[_first];
            _ring[_first] = default;
            _first = (_first + 1) % _ring.Length;
            _count--;
            received = new Received<T>(item, missed);
            return true;
        }
    }
}
