using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Meshes;
using PoseStream.Core.Tracking;

namespace PoseStream.Core.Poses;

/// <summary>One person in one frame, as published.</summary>
/// <param name="Box">Frame pixels.</param>
/// <param name="Root_m">The root (pelvis) in camera space, refined; null where it is not known.</param>
/// <param name="Joints">Only those that are there.</param>
/// <param name="BodyHeight_m">Stature from segment lengths, over the track; null where too few were seen.</param>
/// <param name="ReprojectionError_px">How well the metric pose meets the pixels; null where there is none.</param>
/// <param name="Root">How the root moves, how sure its place is and what it rests on, before refinement; null where that is not known.</param>
public sealed record PersonPose(
    TrackId Track,
    TrackState State,
    float ExistenceProbability,
    BoundingBox Box,
    Vector3? Root_m,
    IReadOnlyList<PublishedJoint> Joints,
    float? BodyHeight_m,
    float? ReprojectionError_px,
    RootState? Root = null)
{
    /// <summary>Null where there is no metric fit and no network that tells angles without one.</summary>
    public PersonMotion? Motion { get; init; }

    /// <summary>Null where it was not asked for, or is not known.</summary>
    public PersonMesh? Mesh { get; init; }
}
