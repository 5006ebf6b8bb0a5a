using System.Numerics;

namespace PoseStream.Synthesis.Truth;

/// <param name="World_m">REP-103 world, metres.</param>
/// <param name="Camera_m">OpenCV camera frame, metres.</param>
/// <param name="Pixel">Continuous, the first pixel's centre being (0.5, 0.5); NaN behind the camera.</param>
/// <param name="OccludedBy">The scene's index of the person in front; null otherwise.</param>
public readonly record struct JointTruth(Vector3 World_m, Vector3 Camera_m, Vector2 Pixel, TruthVisibility Visibility, int? OccludedBy);
