using System.Numerics;
using System.Runtime.CompilerServices;

namespace PoseStream.Synthesis.Rendering;

internal readonly struct BoxHit : IVectorHit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Depth(in CameraSolid solid, Vector<float> lx, Vector<float> ly, Vector<float> lz)
    {
        var (inX, outX) = Slab(solid.Eye.X, lx);
        var (inY, outY) = Slab(solid.Eye.Y, ly);
        var (inZ, outZ) = Slab(solid.Eye.Z, lz);
        var enter = Vector.Max(inX, Vector.Max(inY, inZ));
        var leave = Vector.Min(outX, Vector.Min(outY, outZ));
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(enter, leave), enter, new Vector<float>(float.MaxValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> In, Vector<float> Out) Slab(float eye, Vector<float> direction)
    {
        var inverse = Vector<float>.One / direction;
        var low = (new Vector<float>(-1 - eye)) * inverse;
        var high = (new Vector<float>(1 - eye)) * inverse;
        return (Vector.Min(low, high), Vector.Max(low, high));
    }
}
