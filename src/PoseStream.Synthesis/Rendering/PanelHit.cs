using System.Numerics;
using System.Runtime.CompilerServices;

namespace PoseStream.Synthesis.Rendering;

internal readonly struct PanelHit : IVectorHit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Depth(in CameraSolid solid, Vector<float> lx, Vector<float> ly, Vector<float> lz)
    {
        var t = new Vector<float>(-solid.Eye.Z) / lz;
        var x = Vector.Abs(Vector.FusedMultiplyAdd(lx, t, new Vector<float>(solid.Eye.X)));
        var y = Vector.Abs(Vector.FusedMultiplyAdd(ly, t, new Vector<float>(solid.Eye.Y)));
        var inside = Vector.LessThanOrEqual(x, Vector<float>.One) & Vector.LessThanOrEqual(y, Vector<float>.One);
        return Vector.ConditionalSelect(inside, t, new Vector<float>(float.MaxValue));
    }
}
