using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Locating;

/// <summary>Where a person's root is and how it moves. Camera space.</summary>
/// <param name="Covariance_m2">Of the position; long along the ray.</param>
/// <param name="Source">What the distance rests on.</param>
/// <param name="IsPredicted">Nothing of this frame was used: nothing was measured, or it was not believed.</param>
public readonly record struct RootState(Vector3 Position_m, Vector3 Velocity_m_s, Covariance3 Covariance_m2, RootSource Source, bool IsPredicted);
