using System.Numerics;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Somebody upright, once.</summary>
/// <param name="Person">The same number for the same person.</param>
/// <param name="Head">Top of the head, frame pixels.</param>
/// <param name="Feet">The middle of both feet, frame pixels.</param>
/// <param name="Share">Of the person's stature, what lies between the two.</param>
internal readonly record struct UprightSighting(ulong Person, Vector2 Head, Vector2 Feet, double Share = UprightSighting.UsualShare)
{
    /// <summary>
    /// The middle of the feet's joints is a little over the ground, more so with a foot in the air, and walking people are not stretched out.
    /// Measured on synthetic walkers: 0.985 seen level, 0.94 seen from 40° above.
    /// </summary>
    public const double UsualShare = 0.97;
}
