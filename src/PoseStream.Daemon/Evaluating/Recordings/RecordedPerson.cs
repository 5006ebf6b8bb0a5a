using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>One person in one frame of a recording.</summary>
/// <param name="Identity">The same number in every frame of this person.</param>
/// <param name="Box">Pixels; null where the format has none.</param>
/// <param name="Score">0..1; 1 where the format has none.</param>
/// <param name="IsOptional">A truth that may be found or not: too little of the person is seen.</param>
/// <param name="Joints_m">In the recording's skeleton and space, metres; NaN where absent.</param>
/// <param name="Joints_px">Pixels; NaN where absent; empty where the format has none.</param>
internal sealed record RecordedPerson(ulong Identity, BoundingBox? Box, float Score, bool IsOptional, Vector3[] Joints_m, Vector2[] Joints_px);
