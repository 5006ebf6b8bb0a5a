namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>What is said of a calibration file beside its path.</summary>
/// <param name="Camera">Which of the cameras in the file; null where it holds one.</param>
/// <param name="Unit_m">Metres in the unit of its translations; only for formats that leave the unit to whoever calibrated.</param>
/// <param name="Place">False: the lens alone is taken, and what the file says of the place is not looked at.</param>
internal sealed record CalibrationOptions(string? Camera = null, double Unit_m = CalibrationOptions.Meter, bool Place = true)
{
    public const double Meter = 1;

    /// <summary>What to do about a world that does not stand on the ground.</summary>
    public const string LensAlone =
        "take the lens alone (\"calibration_place\": false, --calibration-place false), and find the ground with 'posestream calibrate ground'";

    public static IReadOnlyDictionary<string, double> Units { get; } =
        new Dictionary<string, double>(StringComparer.Ordinal) { ["m"] = Meter, ["cm"] = 0.01, ["mm"] = 0.001 };
}
