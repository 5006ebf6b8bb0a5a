using System.Numerics;

namespace PoseStream.Core.Kinematics;

/// <summary>The angles of a ball joint, and of the hinge that ends its segment, from three points. Radians; NaN where they cannot be seen.</summary>
/// <param name="Flexion">Of the upper segment, forwards positive.</param>
/// <param name="Adduction">Towards the middle positive.</param>
/// <param name="Rotation">Inwards positive.</param>
/// <param name="Hinge">Between the two segments, 0 when straight, never negative.</param>
internal readonly record struct BallAndHinge(float Flexion, float Adduction, float Rotation, float Hinge)
{
    // A straight limb looks the same however it is turned about itself.
    private const float LeastBend_rad = 0.35f;

    // A limb that points straight sideways has no flexion: OpenSim's three angles lock there.
    private const float LeastSagittal = 0.05f;

    /// <param name="parent">The trunk's end of the joint.</param>
    /// <param name="left">OpenSim mirrors adduction and rotation of the left.</param>
    /// <param name="bendsForwards">As elbows do; knees bend backwards.</param>
    public static BallAndHinge Of(in SegmentFrame parent, Vector3 proximal, Vector3 middle, Vector3 distal, bool left, bool bendsForwards)
    {
        var upper = Vector3.Normalize(parent.Local(middle - proximal));
        var lower = Vector3.Normalize(parent.Local(distal - middle));
        // The upper segment hangs along -y at rest: Rz·Rx·(0, -1, 0) = (sin a cos b, -cos a cos b, -sin b).
        var aboutX = -MathF.Asin(Math.Clamp(upper.Z, -1, 1));
        var aboutZ = MathF.Cos(aboutX) > LeastSagittal ? MathF.Atan2(upper.X, -upper.Y) : float.NaN;
        var normal = Vector3.Cross(upper, lower);
        var hinge = MathF.Atan2(normal.Length(), Vector3.Dot(upper, lower));
        var aboutY = hinge > LeastBend_rad && hinge < MathF.PI - LeastBend_rad ? Twist(bendsForwards ? normal : -normal, aboutZ, aboutX) : float.NaN;
        return left ? new BallAndHinge(aboutZ, -aboutX, -aboutY, hinge) : new BallAndHinge(aboutZ, aboutX, aboutY, hinge);
    }

    /// <param name="axis">The hinge's, which is the segment's z.</param>
    private static float Twist(Vector3 axis, float aboutZ, float aboutX)
    {
        var turned = Vector3.Transform(axis, Quaternion.CreateFromAxisAngle(Vector3.UnitZ, -aboutZ));
        turned = Vector3.Transform(turned, Quaternion.CreateFromAxisAngle(Vector3.UnitX, -aboutX));
        return MathF.Atan2(turned.X, turned.Z);
    }
}
