using System.Numerics;

namespace PoseStream.Core.Meshes;

/// <summary>What is wrong with one surface, its vertices being where they are.</summary>
/// <param name="Degenerate">Faces without an area, or with a corner that is no number.</param>
/// <param name="Inverted">Faces that are folded back on the mean of their neighbours.</param>
/// <param name="IsInsideOut">Whether the faces look inwards: the space that they enclose is negative.</param>
public readonly record struct MeshFaults(int Degenerate, int Inverted, bool IsInsideOut)
{
    // Square metres: a tenth of a millimetre by as much.
    private const float LeastArea_m2 = 1e-8f;

    // Cosine between a face and its neighbours' mean; surfaces of bodies bend less, but for a closed armpit.
    private const float Folded = -0.5f;

    public bool AreNone => Degenerate == 0 && Inverted == 0 && !IsInsideOut;

    /// <summary>Allocates: for files, not for frames.</summary>
    public static MeshFaults Of(MeshTopology topology, ReadOnlySpan<Vector3> vertices_m)
    {
        var normals = new Vector3[topology.Faces.Count / 3];
        var (degenerate, volume) = (0, 0.0);
        for (var face = 0; face < normals.Length; face++)
        {
            var (a, b, c) = Corners(topology, face, vertices_m);
            normals[face] = Vector3.Cross(b - a, c - a) / 2;
            volume += Vector3.Dot(a, Vector3.Cross(b, c)) / 6;
            degenerate += normals[face].Length() >= LeastArea_m2 ? 0 : 1;
        }

        return new MeshFaults(degenerate, CountInverted(topology, normals, vertices_m.Length), volume < 0);
    }

    private static int CountInverted(MeshTopology topology, ReadOnlySpan<Vector3> normals, int vertexCount)
    {
        var around = new Vector3[vertexCount];
        for (var face = 0; face < normals.Length; face++)
        {
            for (var corner = 0; corner < 3; corner++)
            {
                around[topology.Faces[(3 * face) + corner]] += normals[face];
            }
        }

        var inverted = 0;
        for (var face = 0; face < normals.Length; face++)
        {
            var neighbours = -3 * normals[face];
            for (var corner = 0; corner < 3; corner++)
            {
                neighbours += around[topology.Faces[(3 * face) + corner]];
            }

            inverted += Vector3.Dot(neighbours, normals[face]) < Folded * neighbours.Length() * normals[face].Length() ? 1 : 0;
        }

        return inverted;
    }

    private static (Vector3 A, Vector3 B, Vector3 C) Corners(MeshTopology topology, int face, ReadOnlySpan<Vector3> vertices_m) => (
        vertices_m[topology.Faces[3 * face]], vertices_m[topology.Faces[(3 * face) + 1]], vertices_m[topology.Faces[(3 * face) + 2]]);
}
