namespace PoseStream.Core.Refinement;

/// <param name="Acceleration_mps2">How much a point accelerates within a tenth of a second unforeseen, to begin with; from then on each point's own is learnt.</param>
/// <param name="Sigma_m">Standard deviation of a measured coordinate where the network does not say.</param>
public sealed record KalmanOptions(KalmanMotion Motion = KalmanMotion.Velocity, float Acceleration_mps2 = 2.2f, float Sigma_m = 0.065f);
