using System.Numerics;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>Puts people's surfaces into a copy of a message: too much for everybody who did not ask.</summary>
public static class MeshMapper
{
    /// <returns>How the vertices of the frame's surfaces hang together; null where it has none.</returns>
    public static MeshTopology? TopologyOf(PoseFrame frame)
    {
        for (var i = 0; i < frame.People.Count; i++)
        {
            if (frame.People[i].Mesh is { } mesh)
            {
                return mesh.Topology;
            }
        }

        return null;
    }

    /// <param name="message">Made of <paramref name="frame"/>; not changed.</param>
    public static V1.PoseFrame With(PoseFrame frame, V1.PoseFrame message)
    {
        var copy = message.Clone();
        for (var i = 0; i < frame.People.Count; i++)
        {
            if (frame.People[i].Mesh is { } mesh)
            {
                copy.People[i].Mesh = new V1.Mesh { ModelId = mesh.Topology.Model };
                Add(mesh.Vertices_m, copy.People[i].Mesh.VerticesM);
                Add(mesh.Joints_m, copy.People[i].Mesh.JointsM);
            }
        }

        return copy;
    }

    public static V1.GetMeshFacesResponse Map(MeshTopology topology)
    {
        var response = new V1.GetMeshFacesResponse { ModelId = topology.Model, VertexCount = (uint)topology.VertexCount };
        response.VertexIds.AddRange(topology.Faces.Select(vertex => (uint)vertex));
        return response;
    }

    private static void Add(IReadOnlyList<Vector3> points, Google.Protobuf.Collections.RepeatedField<float> numbers)
    {
        numbers.Capacity = 3 * points.Count;
        for (var i = 0; i < points.Count; i++)
        {
            numbers.Add(points[i].X);
            numbers.Add(points[i].Y);
            numbers.Add(points[i].Z);
        }
    }
}
