using PoseStream.V1;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>Where the frames of a stream, or of all, went so far, as the service tells everybody who asks.</summary>
/// <param name="Drops">By reason; those without any left out.</param>
internal sealed record StreamFlow(long Decoded, long Published, long InFlight, IReadOnlyDictionary<string, long> Drops)
{
    public static StreamFlow None { get; } = new(0, 0, 0, new Dictionary<string, long>());

    public long Dropped => Drops.Values.Sum();

    /// <summary>The law: nothing appears from nowhere and nothing vanishes.</summary>
    public bool IsConserved => Decoded == Published + Dropped + InFlight;

    public static StreamFlow Of(StreamStatus status) => new(
        (long)status.FramesDecoded,
        (long)status.FramesPublished,
        (long)status.FramesInFlight,
        status.FramesDropped.Where(pair => pair.Value > 0).ToDictionary(pair => pair.Key, pair => (long)pair.Value, StringComparer.Ordinal));

    public static StreamFlow Sum(IEnumerable<StreamFlow> flows) => flows.Aggregate(None, (sum, flow) => new StreamFlow(
        sum.Decoded + flow.Decoded,
        sum.Published + flow.Published,
        sum.InFlight + flow.InFlight,
        sum.Drops.Concat(flow.Drops).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal)));
}
