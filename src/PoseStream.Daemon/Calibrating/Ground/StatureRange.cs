namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>How tall the people are.</summary>
/// <param name="Mean_m">Of a person's stature.</param>
/// <param name="Spread_m">Standard deviation from person to person.</param>
/// <param name="MeanError_m">Standard error of the mean itself: who passes this camera need not be who was measured.</param>
internal readonly record struct StatureRange(double Mean_m, double Spread_m, double MeanError_m)
{
    public static StatureRange Adults => new(1.70, 0.09, 0.03);

    /// <summary>People who were measured.</summary>
    public static StatureRange Of(double stature_m) => new(stature_m, 0.02, 0.01);
}
