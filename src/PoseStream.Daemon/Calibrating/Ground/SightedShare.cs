namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// From stature to what is seen of it: the middle of the feet's joints is a little over the ground, more so with a foot in the air, and walking people are not stretched out.
/// Measured on synthetic walkers (tests of the ground's calibration).
/// </summary>
internal static class SightedShare
{
    private const double Share = 0.96;

    public static double Of(double stature_m) => Share * stature_m;
}
