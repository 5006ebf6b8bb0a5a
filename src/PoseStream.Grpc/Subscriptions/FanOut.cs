namespace PoseStream.Grpc.Subscriptions;

/// <summary>
/// Gives each item to every subscriber. A subscriber that is too slow loses its own oldest items only and reads how many
/// (design, rule 10). Safe for any number of publishers and subscribers at once.
/// </summary>
public sealed class FanOut<T> : IDisposable
{
    private readonly Lock _changes = new();
    private volatile Subscription<T>[] _subscriptions = [];
    private bool _completed;

    public int SubscriberCount => _subscriptions.Length;

    /// <summary>Never waits for a subscriber and allocates nothing.</summary>
    public void Publish(T item)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Offer(item);
        }
    }

    /// <summary>Items from now on, until the subscription is disposed.</summary>
    /// <param name="capacity">Items that may wait; at least 1. The newest win.</param>
    /// <param name="wanted">
    /// Chooses the items; what it refuses does not count as missed. Called on the publisher's thread, one call at a time
    /// for each subscription, so it may keep state; it must be quick and must not throw.
    /// </param>
    public Subscription<T> Subscribe(int capacity, Func<T, bool>? wanted = null) => TrySubscribe(capacity, int.MaxValue, wanted)!;

    /// <summary>As <see cref="Subscribe"/>, where there is a limit: null when so many are subscribed already, however many ask at once.</summary>
    public Subscription<T>? TrySubscribe(int capacity, int most, Func<T, bool>? wanted = null)
    {
        var subscription = new Subscription<T>(capacity, wanted, Remove);
        lock (_changes)
        {
            if (_subscriptions.Length >= most)
            {
                return null;
            }

            if (_completed)
            {
                subscription.Complete();
            }
            else
            {
                _subscriptions = [.. _subscriptions, subscription];
            }
        }

        return subscription;
    }

    /// <summary>Ends every subscription after what it still holds; later ones end at once.</summary>
    public void Dispose()
    {
        lock (_changes)
        {
            _completed = true;
            foreach (var subscription in _subscriptions)
            {
                subscription.Complete();
            }

            _subscriptions = [];
        }
    }

    private void Remove(Subscription<T> subscription)
    {
        lock (_changes)
        {
            _subscriptions = Array.FindAll(_subscriptions, other => other != subscription);
        }
    }
}
