using System.Numerics;

namespace PoseStream.Core.Meshes;

/// <summary>One person's surface, as published. Immutable.</summary>
/// <param name="Vertices_m">Camera space, in the order of <paramref name="Topology"/>; as measured, no smoother touches it.</param>
/// <param name="Joints_m">Camera space; those that the network's regressor gives, empty where there is none.</param>
public sealed record PersonMesh(MeshTopology Topology, IReadOnlyList<Vector3> Vertices_m, IReadOnlyList<Vector3> Joints_m)
{
    /// <param name="root_m">Camera space.</param>
    /// <param name="scale">How much larger the person is than the network drew them, as their joints are: a body that is found to be farther away is a larger one.</param>
    /// <param name="mesh">From the root.</param>
    public static PersonMesh At(Vector3 root_m, float scale, MeshTopology topology, MeshEstimate mesh) =>
        new(topology, Placed(mesh.Vertices_m, root_m, scale), Placed(mesh.Joints_m, root_m, scale));

    private static Vector3[] Placed(ReadOnlySpan<Vector3> points_m, Vector3 root_m, float scale)
    {
        var placed = new Vector3[points_m.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = root_m + (points_m[i] * scale);
        }

        return placed;
    }
}
