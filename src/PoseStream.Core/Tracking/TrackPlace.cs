using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>Where a person was last known to stand in metres, for finding them again: people walk straight in space, not in the picture.</summary>
internal readonly struct TrackPlace(in TrackSighting sighting, CameraModel camera)
{
    // Somebody unseen may turn round; nobody strolls faster than this behind a pillar.
    private const float Stray_m_s = 2.5f;
    private const float Reach_m = 0.5f;

    // The place itself is known to a few percent of its distance.
    private const float ReachOfDistance = 0.05f;
    private const float LeastDepth_m = 0.3f;

    // How well boxes are placed, how far people stray from a straight walk in a second, and how much of a height, as a logarithm, a detector shows more or less.
    private const float Place_m = 0.15f;
    private const float Sway_m_s = 0.5f;
    private const float Shown = 0.12f;

    // Somebody who comes out from behind something shows half of their height or all of it.
    private const float MostStretch = 2;

    private readonly TrackSighting _sighting = sighting;

    /// <summary>Frame pixels; null where the person would have walked past the camera.</summary>
    public BoundingBox? BoxAt(MediaTime now)
    {
        var root = RootAt(now);
        if (!(root.Z > LeastDepth_m))
        {
            return null;
        }

        var scale = _sighting.Root_m.Z / root.Z;
        var center = camera.Project(root) + ((_sighting.Box.Center - camera.Project(_sighting.Root_m)) * scale);
        var box = BoundingBox.FromCenter(center, _sighting.Box.Width * scale, _sighting.Box.Height * scale);
        return box.IsFinite ? box : null;
    }

    /// <summary>Whether the person can be in <paramref name="found"/> by now.</summary>
    /// <param name="expected">What <see cref="BoxAt"/> says.</param>
    public bool Reaches(in BoundingBox expected, in BoundingBox found, MediaTime now)
    {
        var root = RootAt(now);
        var stretch = found.Height / expected.Height;
        var aside_m = Vector2.Distance(found.Center, expected.Center) * root.Z / (float)camera.Fy;
        return stretch is < MostStretch and > 1 / MostStretch
            && aside_m <= Reach_m + (ReachOfDistance * root.Z) + (Stray_m_s * (float)(now - _sighting.Time));
    }

    /// <summary>Minus twice the logarithm of how likely somebody who walked on is in <paramref name="found"/>, up to a constant, as <see cref="BoxMotion.Surprise"/>.</summary>
    public double Surprise(in BoundingBox expected, in BoundingBox found, MediaTime now)
    {
        var since = (float)(now - _sighting.Time);
        var root = RootAt(now);
        var sigma_m = Place_m + (Sway_m_s * since);
        var apart_m = Vector2.Distance(found.Center, expected.Center) * root.Z / (float)camera.Fy;
        var growth = MathF.Log(found.Height / expected.Height);
        var growthSigma = Shown + (sigma_m / root.Z);
        return (apart_m * apart_m / (sigma_m * sigma_m)) + (growth * growth / (growthSigma * growthSigma)) + (4 * Math.Log(sigma_m / Place_m)) + (2 * Math.Log(growthSigma / Shown));
    }

    public Vector3 RootAt(MediaTime now) => _sighting.Root_m + (_sighting.Velocity_m_s * (float)(now - _sighting.Time));
}
