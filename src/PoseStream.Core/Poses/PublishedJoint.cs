using System.Numerics;
using PoseStream.Core.Refinement;

namespace PoseStream.Core.Poses;

/// <param name="Index">In the published skeleton.</param>
/// <param name="Pixel">Measured, frame pixels.</param>
/// <param name="Position_m">Refined, camera space; null where there is no metric position.</param>
/// <param name="RawPosition_m">As measured in this frame, camera space; null where it is not asked for.</param>
/// <param name="Velocity_mps">Of the refined position at its own time, camera space; null where it is not asked for or not known.</param>
/// <param name="Sigma">How sure the measured place relative to the root is, across and along the line of sight; NaN where no network says, null where there is no place.</param>
public readonly record struct PublishedJoint(
    int Index,
    Vector2 Pixel,
    Vector3? Position_m,
    float Confidence,
    JointVisibility Visibility,
    Vector3? RawPosition_m = null,
    Vector3? Velocity_mps = null,
    PointSigma? Sigma = null);
