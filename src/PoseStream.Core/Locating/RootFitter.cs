using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Locating;

/// <summary>
/// Finds where a root-relative metric pose stands in camera space: the translation T whose projection of every joint P + T meets the joint's pixel.
/// With rays (x, y) = (X/Z, Y/Z) each joint gives two equations linear in T, X + Tx = x (Z + Tz) and Y + Ty = y (Z + Tz): 3x3 normal equations,
/// solved a few times with weights that turn the error into pixels and hold off outliers (Huber) (facts: model contracts §15 D).
/// </summary>
public static class RootFitter
{
    private const int MinJoints = 4;
    private const int Iterations = 5;
    private const float MinDepth_m = 0.5f;

    // Mean square of the rays about their middle; less is what rounding makes of a person who is one point.
    private const double MinSpread = 1e-10;

    // A hidden joint's pixel is a guess, but a guess that agrees with the rest of the body.
    private const float HiddenWeight = 0.1f;

    // Joints further off than this share of the person's size are outliers.
    private const float HuberShare = 0.02f;

    /// <param name="joints">Frame pixels; metres from the root in camera axes.</param>
    /// <returns>Null where too few joints have both, or the person would stand behind or inside the camera.</returns>
    public static RootFit? Fit(ReadOnlySpan<JointEstimate> joints, CameraModel camera)
    {
        var usable = 0;
        Vector2 min = new(float.MaxValue), max = new(float.MinValue);
        foreach (ref readonly var joint in joints)
        {
            if (joint.IsPresent && joint.HasMetric)
            {
                usable++;
                min = Vector2.Min(min, joint.Pixel);
                max = Vector2.Max(max, joint.Pixel);
            }
        }

        if (usable < MinJoints)
        {
            return null;
        }

        Span<Vector2> rays = stackalloc Vector2[joints.Length];
        for (var j = 0; j < joints.Length; j++)
        {
            rays[j] = camera.Normalize(joints[j].Pixel);
        }

        var huber_px = Math.Max(1, HuberShare * Math.Max(max.X - min.X, max.Y - min.Y));
        var focal = Math.Sqrt(camera.Fx * camera.Fy);
        Vector3? translation = null;
        for (var i = 0; i < Iterations; i++)
        {
            (translation, _) = Solve(joints, rays, translation, focal, huber_px);
            if (translation is null)
            {
                return null;
            }
        }

        var (_, error_px) = Solve(joints, rays, translation, focal, huber_px);
        return new RootFit(translation!.Value, error_px);
    }

    /// <summary>
    /// One weighted solution. The first takes the measured ray as the direction along which depth moves a joint; the later ones take the ray of the
    /// joint at <paramref name="previous"/>, or the noise of the rays would pull every person nearer, the small ones most.
    /// </summary>
    /// <returns>The error is that of <paramref name="previous"/>, outliers in full.</returns>
    private static (Vector3? Translation, float Error_px) Solve(
        ReadOnlySpan<JointEstimate> joints, ReadOnlySpan<Vector2> rays, Vector3? previous, double focal, double huber_px)
    {
        // Sums of w [1 0 -x; 0 1 -y]ᵀ[1 0 -x; 0 1 -y] and of w [..]ᵀ(right hand sides).
        double sumW = 0, sumX = 0, sumY = 0, sumRay = 0, rightX = 0, rightY = 0, rightZ = 0, squared_px = 0, weights = 0;
        for (var j = 0; j < joints.Length; j++)
        {
            ref readonly var joint = ref joints[j];
            if (!joint.IsPresent || !joint.HasMetric)
            {
                continue;
            }

            var point = joint.RootRelative_m;
            double x = rays[j].X, y = rays[j].Y;
            double rx = (x * point.Z) - point.X, ry = (y * point.Z) - point.Y;
            double weight = joint.Confidence * Math.Max(HiddenWeight, joint.Visibility);
            if (previous is { } at)
            {
                double depth = Math.Max(MinDepth_m, point.Z + at.Z);
                x = (point.X + at.X) / depth;
                y = (point.Y + at.Y) / depth;
                double offX = x - rays[j].X, offY = y - rays[j].Y;
                rx = at.X - (x * at.Z) - (depth * offX);
                ry = at.Y - (y * at.Z) - (depth * offY);
                var off_px = focal * Math.Sqrt((offX * offX) + (offY * offY));
                squared_px += weight * off_px * off_px;
                weights += weight;
                weight *= off_px > huber_px ? huber_px / off_px : 1;
                weight /= depth * depth;
            }

            sumW += weight;
            sumX += weight * x;
            sumY += weight * y;
            sumRay += weight * ((x * x) + (y * y));
            rightX += weight * rx;
            rightY += weight * ry;
            rightZ -= weight * ((x * rx) + (y * ry));
        }

        // Eliminating Tx and Ty leaves the spread of the rays: no spread, no depth.
        var spread = sumRay - (((sumX * sumX) + (sumY * sumY)) / sumW);
        var tz = (rightZ + (((sumX * rightX) + (sumY * rightY)) / sumW)) / spread;
        var translation = new Vector3((float)((rightX + (sumX * tz)) / sumW), (float)((rightY + (sumY * tz)) / sumW), (float)tz);
        var error = weights > 0 ? (float)Math.Sqrt(squared_px / weights) : 0;
        var placed = spread > MinSpread * sumW && float.IsFinite(translation.X) && float.IsFinite(translation.Y) && translation.Z >= MinDepth_m;
        return (placed ? translation : null, error);
    }
}
