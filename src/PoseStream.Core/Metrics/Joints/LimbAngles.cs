using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>The angle between the two bones that meet at a joint: 180° is straight. It needs no alignment and no anatomical axes.</summary>
public sealed class LimbAngles
{
    private static readonly (string Name, string From, string To)[] Corners =
    [
        ("elbow", "shoulder", "wrist"), ("knee", "hip", "ankle"), ("shoulder", "hip", "elbow"), ("hip", "shoulder", "knee"), ("ankle", "knee", "big_toe"),
    ];

    private readonly List<(string Name, int From, int At, int To)> _angles = [];

    /// <summary>Those of elbows, knees, shoulders, hips and ankles that the skeleton has the joints for.</summary>
    public LimbAngles(Skeleton skeleton)
    {
        foreach (var (name, from, to) in Corners)
        {
            foreach (var side in (ReadOnlySpan<string>)["left", "right"])
            {
                if (skeleton.TryIndexOf($"{side}_{from}", out var first) && skeleton.TryIndexOf($"{side}_{name}", out var at) && skeleton.TryIndexOf($"{side}_{to}", out var last))
                {
                    _angles.Add(($"{side}_{name}", first, at, last));
                }
            }
        }
    }

    public IReadOnlyList<string> Names => [.. _angles.Select(angle => angle.Name)];

    /// <param name="angle">Index in <see cref="Names"/>.</param>
    /// <returns>Degrees, 0..180; NaN where a joint is absent or a bone has no length.</returns>
    public double Of(ReadOnlySpan<Vector3> joints_m, int angle)
    {
        var (_, from, at, to) = _angles[angle];
        var (a, b) = (joints_m[from] - joints_m[at], joints_m[to] - joints_m[at]);
        return a.LengthSquared() > 0 && b.LengthSquared() > 0
            ? double.RadiansToDegrees(Math.Atan2(Vector3.Cross(a, b).Length(), Vector3.Dot(a, b)))
            : double.NaN;
    }
}
