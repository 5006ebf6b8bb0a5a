using PoseStream.Core.Time;

namespace PoseStream.Media.Clock;

/// <summary>When a frame's light was caught, UTC, and how far that is to be trusted.</summary>
/// <param name="SetBack">By how much the clock was set back just before, so that the time lies before the last one's and an epoch must begin; zero = it goes on.</param>
internal readonly record struct CaptureTime(DateTimeOffset Time, ClockSource Source, TimeSpan Uncertainty, TimeSpan SetBack = default);
