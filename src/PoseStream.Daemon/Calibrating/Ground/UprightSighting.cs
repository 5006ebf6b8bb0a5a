using System.Numerics;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Somebody upright, once.</summary>
/// <param name="Person">The same number for the same person.</param>
/// <param name="Head">Top of the head, or what a network has of it, frame pixels.</param>
/// <param name="Feet">The middle of both feet, or of both ankles, frame pixels.</param>
/// <param name="Share">Of the person's stature, what lies between the two.</param>
/// <param name="Lift">Of the stature, how high the lower end is over the ground, beyond what <paramref name="Share"/> of feet contains.</param>
/// <param name="ToRight">From the person's left to their right, camera space, of any length; zero or NaN where it is not known.</param>
/// <param name="Ahead">Of the stature, how far the feet are usually ahead of the lower end.</param>
internal readonly record struct UprightSighting(
    ulong Person, Vector2 Head, Vector2 Feet, double Share = UprightSighting.UsualShare, double Lift = 0, Vector3 ToRight = default, double Ahead = 0)
{
    /// <summary>
    /// The middle of the feet's joints is a little over the ground, more so with a foot in the air, and walking people are not stretched out.
    /// Measured on synthetic walkers: 0.985 seen level, 0.94 seen from 40° above.
    /// </summary>
    public const double UsualShare = 0.97;
}
