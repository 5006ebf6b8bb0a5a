using System.Numerics;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>Somebody upright, once.</summary>
/// <param name="Person">The same number for the same person.</param>
/// <param name="Head">Top of the head, frame pixels.</param>
/// <param name="Feet">The middle of both feet, frame pixels.</param>
internal readonly record struct UprightSighting(ulong Person, Vector2 Head, Vector2 Feet);
