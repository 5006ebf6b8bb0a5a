namespace PoseStream.Core.Kinematics;

/// <summary>What goes out beside each person's joints.</summary>
/// <param name="Angles">Joint angles.</param>
/// <param name="SegmentLengths">The lengths of the track's segments.</param>
/// <param name="Velocities">The joints' velocities.</param>
public sealed record KinematicsOptions(bool Angles = true, bool SegmentLengths = false, bool Velocities = false);
