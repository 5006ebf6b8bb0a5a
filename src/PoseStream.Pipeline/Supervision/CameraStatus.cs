using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Pipeline.Supervision;

/// <summary>All that a person may ask about a camera, at one moment.</summary>
/// <param name="Message">Why it is in this state; empty while all is well.</param>
/// <param name="Source">The address, credentials redacted.</param>
/// <param name="Report">Null before the first connection.</param>
/// <param name="Geometry">Of the last frame; null before the first.</param>
/// <param name="Model">What positions of the last published frame rest on; null before the first.</param>
/// <param name="CalibrationNotice">What is missing to learn a camera that is to be learnt; null where nothing is.</param>
/// <param name="NextTry">Null unless it waits to connect again.</param>
/// <param name="PublishedPerSecond">Over about the last second; 0 unless it is streaming.</param>
public sealed record CameraStatus(
    CameraId Camera,
    CameraState State,
    string Message,
    DateTimeOffset Since,
    StreamEpoch Epoch,
    string Source,
    SourceReport? Report,
    FrameGeometry? Geometry,
    CameraModel? Model,
    string? CalibrationNotice,
    FlowSnapshot Flow,
    double PublishedPerSecond,
    DateTimeOffset? NextTry);
