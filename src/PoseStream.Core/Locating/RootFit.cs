using System.Numerics;

namespace PoseStream.Core.Locating;

/// <param name="Translation_m">What to add to root-relative joints, in camera axes, to place them in camera space.</param>
/// <param name="ReprojectionError_px">Weighted root mean square distance between the joints' pixels and their projections; null where they meet by construction (<see cref="RootScale"/>, <see cref="RelativeDepths"/>).</param>
public readonly record struct RootFit(Vector3 Translation_m, float? ReprojectionError_px);
