namespace PoseStream.Core.Refinement;

/// <param name="TimeConstant_s">After so long, 63 % of a step is followed.</param>
public sealed record ExponentialOptions(float TimeConstant_s = 0.1f);
