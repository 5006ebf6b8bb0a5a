using System.Numerics;
using System.Runtime.CompilerServices;

namespace PoseStream.Synthesis.Rendering;

internal readonly struct RoundConeHit : IVectorHit
{
    private static readonly Vector<float> Far = new(float.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Depth(in CameraSolid solid, Vector<float> lx, Vector<float> ly, Vector<float> lz)
    {
        var (ex, ey, ez) = (new Vector<float>(solid.Eye.X), new Vector<float>(solid.Eye.Y), new Vector<float>(solid.Eye.Z));
        var half = new Vector<float>(solid.Height / 2);
        var lengths = (lx * lx) + (ly * ly) + (lz * lz);

        // From the point of the ray nearest to the middle of the solid, for precision and for a cheap way out.
        var middle = -((lx * ex) + (ly * ey) + (lz * (ez - half))) / lengths;
        var px = Vector.FusedMultiplyAdd(lx, middle, ex);
        var py = Vector.FusedMultiplyAdd(ly, middle, ey);
        var pz = Vector.FusedMultiplyAdd(lz, middle, ez);
        var reach = (solid.Height / 2) + Math.Max(solid.RadiusFrom, solid.RadiusTo);
        var off = (px * px) + (py * py) + ((pz - half) * (pz - half));
        if (!Vector.LessThanAny(off, new Vector<float>(reach * reach)))
        {
            return Far;
        }

        var side = (lx * px) + (ly * py);
        var round = (px * px) + (py * py);
        var flat = (lx * lx) + (ly * ly);
        var (nearFrom, farFrom) = Ball(lengths, side + (lz * pz), round + (pz * pz), solid.RadiusFrom);
        if (solid.Height <= 0)
        {
            return middle + Shell(solid, nearFrom, farFrom, lx, ly, lz, px, py, pz);
        }

        var qz = pz - new Vector<float>(solid.Height);
        var (nearTo, farTo) = Ball(lengths, side + (lz * qz), round + (qz * qz), solid.RadiusTo);

        // The side of the cone: cos² ρ² = (r − s z)², between the circles where the balls touch it.
        var slope = new Vector<float>(solid.Slope);
        var cosine = new Vector<float>(solid.CosineSquared);
        var rest = new Vector<float>(solid.RadiusFrom) - (slope * pz);
        var a = (cosine * flat) - (slope * slope * lz * lz);
        var b = (cosine * side) + (slope * lz * rest);
        var c = (cosine * round) - (rest * rest);
        var root = Vector.SquareRoot((b * b) - (a * c));
        var lowest = new Vector<float>(solid.RadiusFrom * solid.Slope);
        var highest = new Vector<float>(solid.Height + (solid.RadiusTo * solid.Slope));
        var near = OnSide((-b - root) / a, pz, lz, lowest, highest, Far);
        near = Vector.Min(near, Vector.Min(nearFrom, nearTo));
        if (!solid.Clipped)
        {
            return middle + near;
        }

        var far = OnSide((-b + root) / a, pz, lz, lowest, highest, -Far);
        far = Vector.Max(far, Vector.Max(farFrom, farTo));
        return middle + Shell(solid, near, far, lx, ly, lz, px, py, pz);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Near, Vector<float> Far) Ball(Vector<float> a, Vector<float> b, Vector<float> square, float radius)
    {
        var inside = (b * b) - (a * (square - new Vector<float>(radius * radius)));
        var root = Vector.SquareRoot(inside);
        var hit = Vector.GreaterThanOrEqual(inside, Vector<float>.Zero);
        return (Vector.ConditionalSelect(hit, (-b - root) / a, Far), Vector.ConditionalSelect(hit, (root - b) / a, -Far));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OnSide(Vector<float> t, Vector<float> pz, Vector<float> lz, Vector<float> lowest, Vector<float> highest, Vector<float> none)
    {
        var z = Vector.FusedMultiplyAdd(lz, t, pz);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(z, lowest) & Vector.LessThanOrEqual(z, highest), t, none);
    }

    /// <summary>The outside where it is kept, else the inside seen through the opening.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Shell(
        in CameraSolid solid, Vector<float> near, Vector<float> far,
        Vector<float> lx, Vector<float> ly, Vector<float> lz, Vector<float> px, Vector<float> py, Vector<float> pz)
    {
        if (!solid.Clipped)
        {
            return near;
        }

        var along = (lx * solid.ClipNormal.X) + (ly * solid.ClipNormal.Y) + (lz * solid.ClipNormal.Z);
        var start = (px * solid.ClipNormal.X) + (py * solid.ClipNormal.Y) + (pz * solid.ClipNormal.Z);
        var from = new Vector<float>(solid.ClipFrom);
        var to = new Vector<float>(solid.ClipTo);
        var nearAt = Vector.FusedMultiplyAdd(along, near, start);
        var farAt = Vector.FusedMultiplyAdd(along, far, start);
        var passes = Vector.GreaterThanOrEqual(near, Far);
        var nearKept = Vector.GreaterThanOrEqual(nearAt, from) & Vector.LessThanOrEqual(nearAt, to);
        var farKept = Vector.GreaterThanOrEqual(farAt, from) & Vector.LessThanOrEqual(farAt, to);
        return Vector.ConditionalSelect(passes, Far, Vector.ConditionalSelect(nearKept, near, Vector.ConditionalSelect(farKept, far, Far)));
    }
}
