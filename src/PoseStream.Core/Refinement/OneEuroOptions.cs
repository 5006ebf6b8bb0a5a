namespace PoseStream.Core.Refinement;

/// <param name="MinCutoff_Hz">Cut-off at rest: lower is steadier and later.</param>
/// <param name="Beta">How fast the cut-off rises with speed, Hz per (m/s): higher follows fast motion sooner.</param>
/// <param name="DerivativeCutoff_Hz">Cut-off of the speed itself.</param>
public sealed record OneEuroOptions(float MinCutoff_Hz = 1.0f, float Beta = 1.5f, float DerivativeCutoff_Hz = 1.0f);
