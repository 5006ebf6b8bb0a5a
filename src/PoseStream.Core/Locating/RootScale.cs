using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Locating;

/// <summary>
/// Places a person of whom the network says how many metres a pixel spans at the root: the root's depth is that times the focal length, and every other joint
/// lies on its own ray, as far before or behind the root along the line of sight as the network says (facts: model contracts §2, the same quantity as RootNet's k).
/// Joints meet their (mean) pixels exactly.
/// </summary>
public static class RootScale
{
    private const float MinDepth_m = 0.2f;

    /// <param name="joints">Frame pixels; Z of the metres along <paramref name="sight"/>.</param>
    /// <param name="root">Index of the root among them.</param>
    /// <param name="metresPerPixel">Frame pixels.</param>
    /// <param name="sight">Unit vector through the middle of the crop, camera axes.</param>
    /// <param name="positions_m">Camera space; NaN where a joint is absent or would be behind the camera.</param>
    /// <returns>The root in camera space; null where it is absent or no place follows.</returns>
    public static Vector3? Place(
        ReadOnlySpan<JointEstimate> joints, int root, float metresPerPixel, Vector3 sight, CameraModel camera, Span<Vector3> positions_m)
    {
        positions_m.Fill(new Vector3(float.NaN));
        var depth = metresPerPixel * (float)Math.Sqrt(camera.Fx * camera.Fy);
        if (!joints[root].IsPresent || !(depth >= MinDepth_m && float.IsFinite(depth)))
        {
            return null;
        }

        var rootRay = new Vector3(camera.Normalize(joints[root].PlacingPixel), 1);
        var rootAlong = (depth * Vector3.Dot(rootRay, sight)) - joints[root].RootRelative_m.Z;
        for (var j = 0; j < joints.Length; j++)
        {
            if (!joints[j].IsPresent || !joints[j].HasMetric)
            {
                continue;
            }

            var ray = new Vector3(camera.Normalize(joints[j].PlacingPixel), 1);
            var z = (rootAlong + joints[j].RootRelative_m.Z) / Vector3.Dot(ray, sight);
            if (z >= MinDepth_m)
            {
                positions_m[j] = ray * z;
            }
        }

        return rootRay * depth;
    }
}
