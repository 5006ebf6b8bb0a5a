namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Where a refinement begins.</summary>
/// <param name="Focal">Logarithm of the focal length over that of the assumed lens.</param>
/// <param name="Stature">In units of the camera's height.</param>
/// <param name="Middle">How far the middle half of the people is off at most, in expected deviations.</param>
internal readonly record struct GroundStart(double Focal, double Pitch_rad, double Roll_rad, double Stature, double Middle);
