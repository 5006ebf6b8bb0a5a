using System.Numerics;

namespace PoseStream.Core.Poses;

/// <param name="Index">In the published skeleton.</param>
/// <param name="Pixel">Measured, frame pixels.</param>
/// <param name="Position_m">Refined, camera space; null where there is no metric position.</param>
public readonly record struct PublishedJoint(int Index, Vector2 Pixel, Vector3? Position_m, float Confidence, JointVisibility Visibility);
