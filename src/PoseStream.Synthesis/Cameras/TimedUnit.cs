using PoseStream.Core.Video;

namespace PoseStream.Synthesis.Cameras;

/// <summary>A picture as it leaves the camera.</summary>
/// <param name="RtpTime">In units of 1/90,000 s, by the camera's stream clock.</param>
/// <param name="WallTime">When it was captured, by the camera's wall clock.</param>
/// <param name="ClockGeneration">Changes where the relation of the two does.</param>
internal sealed record TimedUnit(AccessUnit Unit, uint RtpTime, DateTimeOffset WallTime, int ClockGeneration);
