using System.Numerics;
using PoseStream.Core.BodyModels;

namespace PoseStream.Daemon.Exporting;

/// <summary>One person at one time.</summary>
/// <param name="Sequence">The frame's number.</param>
/// <param name="Time_s">Seconds into the recording at which the positions were true.</param>
/// <param name="Body">What the network said in the terms of its own body model; null where it did not.</param>
/// <param name="Joints_m">Halpe-26, OpenSim's ground as the frame's camera has it (<see cref="Core.Kinematics.OpenSimSpace"/>); NaN where absent.</param>
internal readonly record struct TrackSample(long Sequence, double Time_s, Vector3[] Joints_m, BodyPosture? Body = null);
