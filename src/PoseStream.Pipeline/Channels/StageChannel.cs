using System.Threading.Channels;

namespace PoseStream.Pipeline.Channels;

/// <summary>Makes the channels between stages; nothing else in the pipeline makes any.</summary>
public static class StageChannel
{
    /// <summary>A full channel makes the writer wait.</summary>
    public static StageChannel<T> Waiting<T>(int capacity) =>
        new(Channel.CreateBounded<T>(Options(capacity, BoundedChannelFullMode.Wait)));

    /// <summary>A full channel loses its oldest item to <paramref name="dropped"/>, which must not throw.</summary>
    public static StageChannel<T> NewestWins<T>(int capacity, Action<T> dropped) =>
        new(Channel.CreateBounded(Options(capacity, BoundedChannelFullMode.DropOldest), dropped));

    private static BoundedChannelOptions Options(int capacity, BoundedChannelFullMode mode) =>
        new(capacity) { FullMode = mode, SingleReader = true };
}
