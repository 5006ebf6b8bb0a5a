using System.Numerics;

namespace PoseStream.Core.Metrics.Alignment;

/// <summary>Turns, scales and moves points: from about one centre to about another, which keeps its precision far from the origin.</summary>
/// <param name="Rotation">A proper rotation, never a reflection.</param>
/// <param name="From_m">The centre in the space of the points given.</param>
/// <param name="To_m">The centre in the space of the points returned.</param>
public readonly record struct SimilarityTransform(float Scale, Quaternion Rotation, Vector3 From_m, Vector3 To_m)
{
    public Vector3 Apply(Vector3 point_m) => (Scale * Vector3.Transform(point_m - From_m, Rotation)) + To_m;
}
