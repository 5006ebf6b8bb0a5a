using System.Numerics;

namespace PoseStream.Core.Poses;

/// <param name="Index">In the published skeleton.</param>
/// <param name="Pixel">Measured, frame pixels.</param>
/// <param name="Position_m">Refined, camera space; null where there is no metric position.</param>
/// <param name="RawPosition_m">As measured in this frame, camera space; null where it is not asked for.</param>
/// <param name="Velocity_mps">Of the refined position, camera space; null where it is not asked for or not known.</param>
public readonly record struct PublishedJoint(
    int Index,
    Vector2 Pixel,
    Vector3? Position_m,
    float Confidence,
    JointVisibility Visibility,
    Vector3? RawPosition_m = null,
    Vector3? Velocity_mps = null);
