namespace PoseStream.Core.Kinematics;

/// <param name="Joint">The segment ends here and starts at this joint's parent.</param>
/// <param name="Mean_m">Robust mean over the track.</param>
/// <param name="Spread_m">Standard deviation of its single values.</param>
public readonly record struct SegmentLength(int Joint, float Mean_m, float Spread_m);
