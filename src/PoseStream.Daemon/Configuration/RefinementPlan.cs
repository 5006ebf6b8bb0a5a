namespace PoseStream.Daemon.Configuration;

/// <summary>The One-Euro filter over joint positions in metres: cutoff = minimum + beta * speed in m/s.</summary>
public sealed record RefinementPlan(bool Enabled, double MinCutoff_hz, double Beta, double DerivativeCutoff_hz);
