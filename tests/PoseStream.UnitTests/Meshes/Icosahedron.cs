using System.Numerics;

namespace PoseStream.UnitTests.Meshes;

/// <summary>The smallest body that is round: twelve vertices, twenty faces that look outwards.</summary>
internal static class Icosahedron
{
    public static IReadOnlyList<int> Faces { get; } =
    [
        0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8,
        3, 9, 4, 3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1,
    ];

    public static Vector3[] Vertices(float radius, Vector3 middle)
    {
        var g = (1 + MathF.Sqrt(5)) / 2;
        Vector3[] corners =
        [
            new(-1, g, 0), new(1, g, 0), new(-1, -g, 0), new(1, -g, 0), new(0, -1, g), new(0, 1, g),
            new(0, -1, -g), new(0, 1, -g), new(g, 0, -1), new(g, 0, 1), new(-g, 0, -1), new(-g, 0, 1),
        ];
        return [.. corners.Select(corner => (Vector3.Normalize(corner) * radius) + middle)];
    }
}
