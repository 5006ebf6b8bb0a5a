using System.Numerics;
using PoseStream.Core.Metrics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>
/// How often a person's limbs would fit the truth better with left and right exchanged: the share of people, of those with at least four limb joints known in both.
/// </summary>
internal sealed class LeftRight
{
    private const int LeastJoints = 4;

    private static readonly int[] Limbs =
    [
        .. new[] { "shoulder", "elbow", "wrist", "hip", "knee", "ankle" }.SelectMany(limb => new[] { $"left_{limb}", $"right_{limb}" }).Select(Halpe26.Skeleton.IndexOf),
    ];

    private readonly RunningRatio _mirrored = new();

    /// <param name="found">Frame pixels, <see cref="Halpe26"/>; NaN where absent.</param>
    /// <param name="truth">NaN where unknown.</param>
    public void Add(ReadOnlySpan<Vector2> found, ReadOnlySpan<Vector2> truth)
    {
        var (right, wrong, count) = (0f, 0f, 0);
        foreach (var joint in Limbs)
        {
            var mirrored = Halpe26.Skeleton.Joints[joint].Mirror;
            var (asIs, exchanged) = (Vector2.Distance(found[joint], truth[joint]), Vector2.Distance(found[mirrored], truth[joint]));
            if (float.IsFinite(asIs) && float.IsFinite(exchanged))
            {
                right += asIs;
                wrong += exchanged;
                count++;
            }
        }

        if (count >= LeastJoints)
        {
            _mirrored.Add(wrong < right ? 1 : 0);
        }
    }

    public MetricResult Result() => new(
        "left/right worse than mirrored", _mirrored.Value, "1", MetricResult.None, MetricResult.None, "halpe26/limbs12", _mirrored.Additions, "people",
        _mirrored.Interval()?.Low, _mirrored.Interval()?.High);
}
