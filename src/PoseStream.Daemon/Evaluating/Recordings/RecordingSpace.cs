namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Where a recording's metres are measured. Positions can be compared as they stand only within one space.</summary>
internal enum RecordingSpace
{
    /// <summary>The camera's optical frame: x right, y down, z forward.</summary>
    Camera,

    /// <summary>The room of a capture system, whatever its axes.</summary>
    World,
}
