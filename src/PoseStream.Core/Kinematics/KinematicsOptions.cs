namespace PoseStream.Core.Kinematics;

/// <summary>What goes out beside each person's joints.</summary>
/// <param name="Angles">Joint angles.</param>
/// <param name="SegmentLengths">The lengths of the track's segments.</param>
/// <param name="Velocities">The joints' velocities.</param>
/// <param name="Body">All that a network says in the terms of its own body model: for files, not for messages.</param>
public sealed record KinematicsOptions(bool Angles = true, bool SegmentLengths = false, bool Velocities = false, bool Body = false);
