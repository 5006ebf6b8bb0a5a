using PoseStream.Core.Frames;

namespace PoseStream.Pipeline.Flow;

/// <summary>Where all decoded frames of a camera went, at one moment.</summary>
/// <param name="Drops">Indexed by <see cref="DropReason"/>.</param>
public sealed record FlowSnapshot(long Decoded, long Published, long InFlight, IReadOnlyList<long> Drops)
{
    public long Dropped => Drops.Sum();

    /// <summary>The law: nothing appears from nowhere and nothing vanishes.</summary>
    public bool IsConserved => Decoded == Published + Dropped + InFlight;
}
