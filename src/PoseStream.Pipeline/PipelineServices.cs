using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Pipeline;

/// <summary>What all cameras of a service share.</summary>
public sealed record PipelineServices(
    IReadOnlyList<IPosePublisher> Publishers,
    TrackIdSequence TrackIds,
    TimeProvider Time,
    Random Random,
    ILogger Logger)
{
    /// <summary>As many frames as there are, unless told otherwise.</summary>
    public InFlightLimit Limit { get; init; } = new(int.MaxValue);
}
