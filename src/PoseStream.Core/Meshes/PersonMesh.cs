using System.Numerics;

namespace PoseStream.Core.Meshes;

/// <summary>One person's surface, as published. Immutable.</summary>
/// <param name="Vertices_m">Camera space, in the order of <paramref name="Topology"/>; as old as the person's other positions.</param>
/// <param name="Joints_m">Camera space; those that the network's regressor gives, empty where there is none.</param>
public sealed record PersonMesh(MeshTopology Topology, IReadOnlyList<Vector3> Vertices_m, IReadOnlyList<Vector3> Joints_m)
{
    /// <param name="mesh">From the root.</param>
    public static PersonMesh At(Vector3 root_m, MeshTopology topology, MeshEstimate mesh) =>
        new(topology, Moved(mesh.Vertices_m, root_m), Moved(mesh.Joints_m, root_m));

    private static Vector3[] Moved(ReadOnlySpan<Vector3> points_m, Vector3 by_m)
    {
        var moved = new Vector3[points_m.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = points_m[i] + by_m;
        }

        return moved;
    }
}
