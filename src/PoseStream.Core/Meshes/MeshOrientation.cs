namespace PoseStream.Core.Meshes;

/// <summary>Whether the faces of a surface all turn the same way, which needs no vertices: two faces that share an edge must run along it in opposite directions.</summary>
public static class MeshOrientation
{
    /// <param name="faces">Three vertex indices each.</param>
    /// <returns>The first face that is none or turns against another, and why; null where there is none.</returns>
    public static string? FindFault(IReadOnlyList<int> faces, int vertexCount)
    {
        var edges = new Dictionary<(int From, int To), int>(faces.Count);
        for (var face = 0; face < faces.Count / 3; face++)
        {
            for (var corner = 0; corner < 3; corner++)
            {
                var (from, to) = (faces[(3 * face) + corner], faces[(3 * face) + ((corner + 1) % 3)]);
                if (from < 0 || from >= vertexCount)
                {
                    return $"face {face} names vertex {from}, and there are {vertexCount}";
                }

                if (from == to)
                {
                    return $"face {face} has vertex {from} twice";
                }

                if (!edges.TryAdd((from, to), face))
                {
                    return $"faces {edges[(from, to)]} and {face} turn opposite ways, or are three at one edge: both run from vertex {from} to {to}";
                }
            }
        }

        return null;
    }
}
