using PoseStream.Core.BodyModels;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline;

/// <summary>The networks of a camera; whoever uses the same shares them.</summary>
/// <param name="Root">Tells distances; null where the pose itself does, or a fit finds them.</param>
/// <param name="Lift">Makes metres of pixels; null where the pose network gives metres, or pixels will do.</param>
/// <param name="Sequence">Makes better metres of metres; null for none.</param>
/// <param name="Mesh">Makes surfaces, where these are asked for; null for none.</param>
/// <param name="Reid">Tells people apart by their looks, between detection and tracking; null where the colours of their clothes do alone.</param>
public sealed record PipelineNetworks(
    DetectWorkers Detect,
    PoseWorkers Pose,
    RootWorkers? Root = null,
    TemporalWorkers? Lift = null,
    TemporalWorkers? Sequence = null,
    MeshWorkers? Mesh = null,
    ReidWorkers? Reid = null)
{
    /// <summary>The body model whose coordinates the last of them gives that says where a person is; null where none does.</summary>
    public IBodyModel? Body { get; } = (Sequence ?? Lift) is { } last ? last.Body : Pose.Body;

    /// <summary>In the order in which they run.</summary>
    public IReadOnlyList<INetworkAtWork> All { get; } = [.. new INetworkAtWork?[] { Detect, Reid, Pose, Root, Lift, Sequence, Mesh }.OfType<INetworkAtWork>()];
}
