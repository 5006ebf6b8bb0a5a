using System.Numerics;

namespace PoseStream.Core.Meshes;

/// <summary>A reusable place for one person's surface.</summary>
/// <param name="vertexCount">As in the <see cref="MeshTopology"/>.</param>
/// <param name="jointCount">Joints that the network's regressor gives; 0 where there is none.</param>
public sealed class MeshEstimate(int vertexCount, int jointCount)
{
    /// <summary>Metres from the root, camera axes (x right, y down, z forward).</summary>
    public Vector3[] Vertices_m { get; } = new Vector3[vertexCount];

    /// <summary>Joints regressed from the vertices; metres from the root, camera axes.</summary>
    public Vector3[] Joints_m { get; } = new Vector3[jointCount];

    /// <summary>Whether the rest means anything: a network may answer with what is no number.</summary>
    public bool IsPresent { get; set; }
}
