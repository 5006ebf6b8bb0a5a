using System.Numerics;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// Where the candidates of MediaPipe's pose detectors lie (facts: model contracts §13.1). All have the size of the whole picture, only their centres differ.
/// Layers of one stride are merged: so many anchors a cell, cells row by row.
/// </summary>
internal static class MediaPipeAnchors
{
    private static readonly (int Stride, int PerCell)[] Of224 = [(8, 2), (16, 2), (32, 6)];
    private static readonly (int Stride, int PerCell)[] Of128 = [(8, 2), (16, 6)];

    /// <param name="side">Of the square input: 224 gives 2254 anchors, 128 gives 896.</param>
    /// <returns>Centres, 0..1 of the input; null for a side that no generation has.</returns>
    public static Vector2[]? Centers(int side)
    {
        var layers = side switch { 224 => Of224, 128 => Of128, _ => null };
        return layers?.SelectMany(layer => Layer(side / layer.Stride, layer.PerCell)).ToArray();
    }

    private static IEnumerable<Vector2> Layer(int cells, int perCell) =>
        from row in Enumerable.Range(0, cells)
        from column in Enumerable.Range(0, cells)
        from anchor in Enumerable.Range(0, perCell)
        select new Vector2(column + 0.5f, row + 0.5f) / cells;
}
