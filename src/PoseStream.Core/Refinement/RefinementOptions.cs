namespace PoseStream.Core.Refinement;

/// <summary>How one camera's people are smoothed. Equal by value.</summary>
/// <param name="HoldBoneLengths">Projects every pose onto the track's own skeleton: <see cref="BoneProjection"/>.</param>
/// <param name="PublishRaw">Positions as measured go out beside the refined ones.</param>
public sealed record RefinementOptions(
    RefinementMethod Method,
    OneEuroOptions OneEuro,
    ExponentialOptions Exponential,
    KalmanOptions Kalman,
    LowessOptions Lowess,
    FixedLagOptions FixedLag,
    GateOptions Gate,
    bool HoldBoneLengths = false,
    bool PublishRaw = false)
{
    public static RefinementOptions Default { get; } =
        new(RefinementMethod.FixedLag, new(), new(), new(), new(), new(), new());
}
