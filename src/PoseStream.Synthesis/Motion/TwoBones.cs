using System.Numerics;

namespace PoseStream.Synthesis.Motion;

/// <summary>A limb of two bones that has to reach a point: the law of cosines. All in one frame.</summary>
internal static class TwoBones
{
    // Elbows fold until 35 degrees are left between the bones, knees under load until 22.
    private const float CosElbow = 0.819f;
    private const float CosKnee = 0.927f;

    /// <param name="pole">The way the middle joint points; need not be square to the limb.</param>
    /// <param name="bendsForward">A knee's hinge lets the middle joint point forwards (+x of its frame), an elbow's backwards.</param>
    /// <param name="upper">Frame of the upper bone, which lies along its -z; the hinge is its y.</param>
    /// <param name="lower">Frame of the lower bone.</param>
    public static void Reach(
        Vector3 toTarget, float upperLength, float lowerLength, Vector3 pole, bool bendsForward, out Quaternion upper, out Quaternion lower)
    {
        var distance = toTarget.Length();
        var along = distance > 1e-6f ? toTarget / distance : -Vector3.UnitZ;
        var folded = MathF.Sqrt((upperLength * upperLength) + (lowerLength * lowerLength) - (2 * upperLength * lowerLength * (bendsForward ? CosKnee : CosElbow)));
        var reach = Math.Clamp(distance, folded, (upperLength + lowerLength) * 0.99999f);
        var side = Square(pole, along);
        var cos = ((upperLength * upperLength) + (reach * reach) - (lowerLength * lowerLength)) / (2 * upperLength * reach);
        var sin = MathF.Sqrt(MathF.Max(0, 1 - (cos * cos)));
        var middle = upperLength * ((cos * along) + (sin * side));
        var hinge = Vector3.Cross(-along, bendsForward ? side : -side);
        upper = Frame(-Vector3.Normalize(middle), hinge);
        lower = Frame(-Vector3.Normalize((reach * along) - middle), hinge);
    }

    /// <summary>The frame with this z and this y, which are unit vectors and square to each other.</summary>
    public static Quaternion Frame(Vector3 z, Vector3 y)
    {
        var x = Vector3.Cross(y, z);
        return Quaternion.Normalize(Quaternion.CreateFromRotationMatrix(new Matrix4x4(
            x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1)));
    }

    /// <summary>The part of a vector square to a unit vector, made a unit vector.</summary>
    public static Vector3 Square(Vector3 v, Vector3 unit)
    {
        var square = v - (Vector3.Dot(v, unit) * unit);
        var length = square.Length();
        if (length > 1e-5f)
        {
            return square / length;
        }

        var any = MathF.Abs(unit.X) < 0.7f ? Vector3.UnitX : Vector3.UnitZ;
        return Vector3.Normalize(any - (Vector3.Dot(any, unit) * unit));
    }

    /// <summary>The shortest turn from one unit vector to another.</summary>
    public static Quaternion Swing(Vector3 from, Vector3 to)
    {
        var cos = Vector3.Dot(from, to);
        if (cos < -0.9999f)
        {
            return Quaternion.CreateFromAxisAngle(Vector3.UnitX, MathF.PI);
        }

        return Quaternion.Normalize(new Quaternion(Vector3.Cross(from, to), 1 + cos));
    }
}
