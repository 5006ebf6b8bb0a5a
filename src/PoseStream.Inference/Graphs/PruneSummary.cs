namespace PoseStream.Inference.Graphs;

/// <summary>What cutting a graph left over.</summary>
/// <param name="RemovedOutputs">The graph outputs that are gone.</param>
public sealed record PruneSummary(int NodesBefore, int NodesAfter, IReadOnlyList<string> RemovedOutputs)
{
    public int RemovedNodes => NodesBefore - NodesAfter;
}
