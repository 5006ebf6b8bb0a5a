namespace PoseStream.Core.Refinement;

/// <summary>How sure a measured point is, metres, one standard deviation; NaN where nobody says.</summary>
/// <param name="Lateral_m">Of X and of Y in camera space.</param>
/// <param name="Depth_m">Of Z.</param>
public readonly record struct PointSigma(float Lateral_m, float Depth_m)
{
    public static readonly PointSigma Unknown = new(float.NaN, float.NaN);
}
