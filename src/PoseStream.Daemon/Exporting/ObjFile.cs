using System.Globalization;
using System.Numerics;
using PoseStream.Core.Meshes;

namespace PoseStream.Daemon.Exporting;

/// <summary>Wavefront's surface: vertices in metres, camera space, then faces counted from 1; no normals, no material (facts: model contracts §10).</summary>
internal static class ObjFile
{
    public static void Write(TextWriter writer, MeshTopology topology, IReadOnlyList<Vector3> vertices_m)
    {
        for (var i = 0; i < vertices_m.Count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"v {vertices_m[i].X:F8} {vertices_m[i].Y:F8} {vertices_m[i].Z:F8}\n"));
        }

        for (var i = 0; i + 2 < topology.Faces.Count; i += 3)
        {
            var (a, b, c) = (topology.Faces[i] + 1, topology.Faces[i + 1] + 1, topology.Faces[i + 2] + 1);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"f {a}/{a} {b}/{b} {c}/{c}\n"));
        }
    }
}
