using System.Globalization;
using System.Numerics;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Meshes;

/// <summary>The vertices of a Wavefront file (.obj), in the file's order and unit; colours behind them, faces and all else are left out (facts: model contracts §10).</summary>
internal static class ObjReader
{
    private const int Coordinates = 3;

    /// <exception cref="Hosting.CommandFailedException">One line with the file and the line.</exception>
    public static Vector3[] Read(string file)
    {
        var lines = BadFile.Reading(file, () => File.ReadAllLines(file));
        List<Vector3> vertices = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["v", .. var cells])
            {
                vertices.Add(VertexOf(file, i, cells));
            }
        }

        return vertices.Count > 0 ? [.. vertices] : throw BadFile.Of(file, "has no vertex, no line that begins with \"v \"");
    }

    private static Vector3 VertexOf(string file, int line, string[] cells)
    {
        if (cells.Length < Coordinates)
        {
            throw BadFile.At(file, $"line {line + 1}", $"has {cells.Length} coordinates; a vertex has {Coordinates}");
        }

        Span<float> values = stackalloc float[Coordinates];
        for (var c = 0; c < Coordinates; c++)
        {
            if (!float.TryParse(cells[c], NumberStyles.Float, CultureInfo.InvariantCulture, out values[c]) || !float.IsFinite(values[c]))
            {
                throw BadFile.At(file, $"line {line + 1}", $"\"{cells[c]}\" is no coordinate");
            }
        }

        return new Vector3(values);
    }
}
