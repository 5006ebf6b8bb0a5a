using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>What the pose of a tracked person told, a few frames late: poses are computed behind the tracker's back.</summary>
/// <param name="Time">Of the frame that it tells of.</param>
/// <param name="IsDoubted">The pose network sees nobody there; <see cref="PoseSupport"/>.</param>
/// <param name="Box">Where the person was in that frame, pixels.</param>
/// <param name="Trunk">As that pose shows it.</param>
/// <param name="Root_m">Camera space; NaN where it is not known.</param>
/// <param name="Velocity_m_s">Of the root, camera space.</param>
/// <param name="IsOfAnother">The pose is that of somebody else who is tracked: what was taken for this person is a second box round them.</param>
public readonly record struct TrackSighting(
    MediaTime Time, bool IsDoubted, BoundingBox Box, TrunkSighting Trunk, Vector3 Root_m, Vector3 Velocity_m_s, bool IsOfAnother = false);
