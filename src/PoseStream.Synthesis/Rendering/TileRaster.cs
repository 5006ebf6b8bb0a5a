using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Meets the rays of a tile with one solid, a vector of samples at a time, and keeps the nearest hit.</summary>
internal static class TileRaster
{
    /// <summary>Draws what of the solid lies in a tile whose first sample is (left, top) of the picture's samples.</summary>
    public static void DrawInside(SampleTile tile, in CameraSolid solid, int index, int left, int top, int columns, int rows)
    {
        var x0 = Math.Max(solid.MinX - left, 0);
        var x1 = Math.Min(solid.MaxX - left, columns - 1);
        var y0 = Math.Max(solid.MinY - top, 0);
        var y1 = Math.Min(solid.MaxY - top, rows - 1);
        if (x0 <= x1 && y0 <= y1)
        {
            Draw(tile, solid, index, x0, x1, y0, y1);
        }
    }

    private static void Draw(SampleTile tile, in CameraSolid solid, int index, int x0, int x1, int y0, int y1)
    {
        switch (solid.Kind)
        {
            case SolidKind.RoundCone when solid.Height > 0 || solid.Clipped:
                Draw<RoundConeHit>(tile, solid, index, x0, x1, y0, y1);
                break;
            case SolidKind.RoundCone:
                Draw<BallHit>(tile, solid, index, x0, x1, y0, y1);
                break;
            case SolidKind.Box:
                Draw<BoxHit>(tile, solid, index, x0, x1, y0, y1);
                break;
            default:
                Draw<PanelHit>(tile, solid, index, x0, x1, y0, y1);
                break;
        }
    }

    private static void Draw<THit>(SampleTile tile, in CameraSolid solid, int index, int x0, int x1, int y0, int y1)
        where THit : struct, IVectorHit
    {
        var nearest = new Vector<float>(SolidBounds.Nearest_m);
        var mine = new Vector<int>(index);
        var bit = new Vector<int>(solid.SilhouetteBit);
        ref var raysX = ref MemoryMarshal.GetArrayDataReference(tile.RaysX);
        ref var raysY = ref MemoryMarshal.GetArrayDataReference(tile.RaysY);
        ref var depths = ref MemoryMarshal.GetArrayDataReference(tile.Depth);
        ref var solids = ref MemoryMarshal.GetArrayDataReference(tile.Solids);
        ref var silhouettes = ref MemoryMarshal.GetArrayDataReference(tile.Silhouettes);
        var first = SampleTile.VectorStart(x0);
        for (var y = y0; y <= y1; y++)
        {
            for (var x = first; x <= x1; x += Vector<float>.Count)
            {
                var at = (nuint)((y * SampleTile.Stride) + x);
                var dx = Vector.LoadUnsafe(ref raysX, at);
                var dy = Vector.LoadUnsafe(ref raysY, at);
                var lx = Vector.FusedMultiplyAdd(new Vector<float>(solid.X.X), dx, Vector.FusedMultiplyAdd(new Vector<float>(solid.Y.X), dy, new Vector<float>(solid.Z.X)));
                var ly = Vector.FusedMultiplyAdd(new Vector<float>(solid.X.Y), dx, Vector.FusedMultiplyAdd(new Vector<float>(solid.Y.Y), dy, new Vector<float>(solid.Z.Y)));
                var lz = Vector.FusedMultiplyAdd(new Vector<float>(solid.X.Z), dx, Vector.FusedMultiplyAdd(new Vector<float>(solid.Y.Z), dy, new Vector<float>(solid.Z.Z)));
                var depth = THit.Depth(solid, lx, ly, lz);
                var hit = Vector.GreaterThan(depth, nearest) & Vector.LessThan(depth, new Vector<float>(float.MaxValue));
                if (hit == Vector<int>.Zero)
                {
                    continue;
                }

                if (solid.SilhouetteBit != 0)
                {
                    Vector.StoreUnsafe(Vector.LoadUnsafe(ref silhouettes, at) | (hit & bit), ref silhouettes, at);
                }

                var known = Vector.LoadUnsafe(ref depths, at);
                var closer = hit & Vector.LessThan(depth, known);
                Vector.StoreUnsafe(Vector.ConditionalSelect(closer, depth, known), ref depths, at);
                Vector.StoreUnsafe(Vector.ConditionalSelect(closer, mine, Vector.LoadUnsafe(ref solids, at)), ref solids, at);
            }
        }
    }
}
