using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>When a frame's light was caught, UTC, and how far that is to be trusted.</summary>
internal readonly record struct CaptureTime(DateTimeOffset Time, ClockSource Source, TimeSpan Uncertainty);
