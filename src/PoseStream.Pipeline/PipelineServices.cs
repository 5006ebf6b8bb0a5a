using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline;

/// <summary>What all cameras of a service share.</summary>
public sealed record PipelineServices(
    IReadOnlyList<IPosePublisher> Publishers,
    TrackIdSequence TrackIds,
    TimeProvider Time,
    Random Random,
    ILogger Logger);
