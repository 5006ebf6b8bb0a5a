using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;

namespace PoseStream.Core.Poses;

/// <summary>What is published for each processed frame, also with nobody in it: absence differs from silence. Immutable; shared by all subscribers.</summary>
/// <param name="DroppedSinceLast">Frames of this camera decoded since its last PoseFrame and not published.</param>
public sealed record PoseFrame(
    FrameStamp Stamp,
    DateTimeOffset PublishTime,
    CameraModel Camera,
    Skeleton Skeleton,
    IReadOnlyList<PersonPose> People,
    StageTimings Timings,
    long DroppedSinceLast,
    IReadOnlyList<string> ModelIds);
