using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace PoseStream.Pipeline.Channels;

/// <summary>
/// The one kind of channel between stages: bounded, one reader, and nothing lost in silence. In newest-wins mode the pushed-out item goes to the
/// callback given at creation (<see cref="StageChannel"/>), the only place that can give its buffers back. The writer completes it; what a stopped reader leaves is drained by
/// <see cref="Drain"/>.
/// </summary>
public sealed class StageChannel<T>
{
    private readonly Channel<T> _channel;

    internal StageChannel(Channel<T> channel) => _channel = channel;

    /// <summary>False only when the channel is completed, or full in waiting mode: the item then stays with the caller.</summary>
    public bool TryWrite(T item) => _channel.Writer.TryWrite(item);

    /// <returns>False when the channel is completed and empty.</returns>
    public ValueTask<bool> WaitToReadAsync() => _channel.Reader.WaitToReadAsync();

    public bool TryRead([MaybeNullWhen(false)] out T item) => _channel.Reader.TryRead(out item);

    public void Complete(Exception? fault = null) => _channel.Writer.TryComplete(fault);

    /// <summary>Takes every item that nobody will read any more.</summary>
    public void Drain(Action<T> take)
    {
        while (_channel.Reader.TryRead(out var item))
        {
            take(item);
        }
    }
}
