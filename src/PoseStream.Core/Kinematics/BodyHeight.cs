using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Kinematics;

/// <summary>
/// Stature from segment lengths, whatever the posture: shank + thigh + trunk reach from the ankle (3.9 % of stature above the floor) to the
/// shoulder (81.8 %) in the average adult (Drillis and Contini 1966).
/// </summary>
public static class BodyHeight
{
    private const float AnkleToShoulder = 0.818f - 0.039f;

    private static readonly int LeftShoulder = Halpe26.Skeleton.IndexOf("left_shoulder");
    private static readonly int RightShoulder = Halpe26.Skeleton.IndexOf("right_shoulder");
    private static readonly int LeftHip = Halpe26.Skeleton.IndexOf("left_hip");
    private static readonly int RightHip = Halpe26.Skeleton.IndexOf("right_hip");
    private static readonly int[][] Legs =
    [
        [LeftHip, Halpe26.Skeleton.IndexOf("left_knee"), Halpe26.Skeleton.IndexOf("left_ankle")],
        [RightHip, Halpe26.Skeleton.IndexOf("right_knee"), Halpe26.Skeleton.IndexOf("right_ankle")],
    ];

    /// <param name="joints_m">Halpe-26 order, metres in any frame; NaN where absent.</param>
    /// <returns>Metres; null unless both shoulders, both hips and one whole leg are there.</returns>
    public static float? Estimate(ReadOnlySpan<Vector3> joints_m)
    {
        var trunk = Vector3.Distance(
            (joints_m[LeftShoulder] + joints_m[RightShoulder]) / 2,
            (joints_m[LeftHip] + joints_m[RightHip]) / 2);
        float leg = 0;
        var legs = 0;
        foreach (var chain in Legs)
        {
            var length = Vector3.Distance(joints_m[chain[0]], joints_m[chain[1]]) + Vector3.Distance(joints_m[chain[1]], joints_m[chain[2]]);
            if (float.IsFinite(length))
            {
                leg += length;
                legs++;
            }
        }

        return legs > 0 && float.IsFinite(trunk) ? ((leg / legs) + trunk) / AnkleToShoulder : null;
    }
}
