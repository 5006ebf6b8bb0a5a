namespace PoseStream.Core.Refinement;

/// <summary>Noise is as <see cref="KalmanOptions"/> says.</summary>
/// <param name="Frames">By how many frames positions are late.</param>
public sealed record FixedLagOptions(int Frames = 1);
