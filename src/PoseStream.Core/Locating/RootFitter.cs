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

        var huber_px = Math.Max(1, HuberShare * Math.Max(max.X - min.X, max.Y - min.Y));
        var focal = (float)Math.Sqrt(camera.Fx * camera.Fy);
        Vector3? translation = null;
        var error_px = 0f;
        for (var i = 0; i < Iterations; i++)
        {
            (translation, error_px) = Solve(joints, camera, translation, focal, huber_px);
            if (translation is null)
            {
                return null;
            }
        }

        (_, error_px) = Solve(joints, camera, translation, focal, float.MaxValue);
        return new RootFit(translation!.Value, error_px);
    }

    /// <summary>One weighted solution; the error returned is that of <paramref name="previous"/>, which also gives the weights.</summary>
    private static (Vector3? Translation, float Error_px) Solve(
        ReadOnlySpan<JointEstimate> joints, CameraModel camera, Vector3? previous, float focal, float huber_px)
    {
        // Sums of w [1 0 -x; 0 1 -y]ᵀ[1 0 -x; 0 1 -y] and of w [..]ᵀ(x Z - X, y Z - Y).
        double sumW = 0, sumX = 0, sumY = 0, sumRay = 0, rightX = 0, rightY = 0, rightZ = 0, squared_px = 0, weights = 0;
        foreach (ref readonly var joint in joints)
        {
            if (!joint.IsPresent || !joint.HasMetric)
            {
                continue;
            }

            var ray = camera.Normalize(joint.Pixel);
            var point = joint.RootRelative_m;
            double weight = joint.Confidence * Math.Max(HiddenWeight, joint.Visibility);
            if (previous is { } at)
            {
                var depth = Math.Max(MinDepth_m, point.Z + at.Z);
                var offX = focal * (((point.X + at.X) / depth) - ray.X);
                var offY = focal * (((point.Y + at.Y) / depth) - ray.Y);
                var off = Math.Sqrt((offX * offX) + (offY * offY));
                squared_px += weight * off * off;
                weights += weight;
                weight *= off > huber_px ? huber_px / off : 1;
                weight /= depth * depth;
            }

            double rx = (ray.X * point.Z) - point.X, ry = (ray.Y * point.Z) - point.Y;
            sumW += weight;
            sumX += weight * ray.X;
            sumY += weight * ray.Y;
            sumRay += weight * ((ray.X * ray.X) + (ray.Y * ray.Y));
            rightX += weight * rx;
            rightY += weight * ry;
            rightZ -= weight * ((ray.X * rx) + (ray.Y * ry));
        }

        // Eliminating Tx and Ty leaves the spread of the rays: no spread, no depth.
        var spread = sumRay - (((sumX * sumX) + (sumY * sumY)) / sumW);
        var tz = (rightZ + (((sumX * rightX) + (sumY * rightY)) / sumW)) / spread;
        var translation = new Vector3((float)((rightX + (sumX * tz)) / sumW), (float)((rightY + (sumY * tz)) / sumW), (float)tz);
        var error = weights > 0 ? (float)Math.Sqrt(squared_px / weights) : 0;
        return float.IsFinite(translation.Z) && float.IsFinite(translation.X) && translation.Z >= MinDepth_m ? (translation, error) : (null, error);
    }
}
