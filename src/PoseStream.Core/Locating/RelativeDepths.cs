using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Locating;

/// <summary>
/// Places a person of whom a network says only how much farther than the root each joint is, along the camera's axis: every joint on its own ray, at the root's depth
/// and its own (facts: model contracts §1, §3). Joints meet their pixels exactly.
/// </summary>
public static class RelativeDepths
{
    private const float MinDepth_m = 0.2f;

    /// <param name="joints">Frame pixels; Z of the metres from the root.</param>
    /// <param name="root">Index of the root among them.</param>
    /// <param name="depth_m">Of the root, along the camera's axis.</param>
    /// <param name="positions_m">Camera space; NaN where a joint is absent or would be behind the camera.</param>
    /// <returns>The root in camera space; null where it is absent or no place follows.</returns>
    public static Vector3? Place(ReadOnlySpan<JointEstimate> joints, int root, float depth_m, CameraModel camera, Span<Vector3> positions_m)
    {
        positions_m.Fill(new Vector3(float.NaN));
        if (!joints[root].IsPresent || !(depth_m >= MinDepth_m && float.IsFinite(depth_m)))
        {
            return null;
        }

        for (var j = 0; j < joints.Length; j++)
        {
            var z = depth_m + joints[j].RootRelative_m.Z;
            if (joints[j].IsPresent && z >= MinDepth_m)
            {
                positions_m[j] = new Vector3(camera.Normalize(joints[j].Pixel), 1) * z;
            }
        }

        return new Vector3(camera.Normalize(joints[root].Pixel), 1) * depth_m;
    }
}
