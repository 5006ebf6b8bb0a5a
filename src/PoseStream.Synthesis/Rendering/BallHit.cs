using System.Numerics;
using System.Runtime.CompilerServices;

namespace PoseStream.Synthesis.Rendering;

internal readonly struct BallHit : IVectorHit
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Depth(in CameraSolid solid, Vector<float> lx, Vector<float> ly, Vector<float> lz)
    {
        var (ex, ey, ez) = (new Vector<float>(solid.Eye.X), new Vector<float>(solid.Eye.Y), new Vector<float>(solid.Eye.Z));
        var lengths = (lx * lx) + (ly * ly) + (lz * lz);

        // Measured from the point of the ray nearest to the centre: differences of large squares would lose thin and far shapes.
        var middle = -((lx * ex) + (ly * ey) + (lz * ez)) / lengths;
        var px = Vector.FusedMultiplyAdd(lx, middle, ex);
        var py = Vector.FusedMultiplyAdd(ly, middle, ey);
        var pz = Vector.FusedMultiplyAdd(lz, middle, ez);
        var inside = new Vector<float>(solid.RadiusFrom * solid.RadiusFrom) - ((px * px) + (py * py) + (pz * pz));
        return middle - Vector.SquareRoot(inside / lengths);
    }
}
