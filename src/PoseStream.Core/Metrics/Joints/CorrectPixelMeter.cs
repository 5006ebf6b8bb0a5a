using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>
/// PCK in the picture: the share of joints nearer to the truth than a share of the larger side of the person's true box. The length that it is measured by is
/// part of the name: PCK by head or trunk length is another figure.
/// </summary>
/// <param name="share">0.05, 0.1 and 0.2 are usual.</param>
public sealed class CorrectPixelMeter(JointSubset joints, float share)
{
    private readonly RunningRatio _right = new();

    /// <summary>Pixels; a joint that is in the truth and not in the estimate is wrong; one that is not finite in the truth is not counted.</summary>
    public void Add(ReadOnlySpan<Vector2> estimate_px, ReadOnlySpan<Vector2> truth_px, in BoundingBox truthBox)
    {
        var (right, count, limit) = (0, 0, share * Math.Max(truthBox.Width, truthBox.Height));
        foreach (var joint in joints.Indices)
        {
            if (float.IsFinite(truth_px[joint].Length()))
            {
                count++;
                right += Vector2.Distance(estimate_px[joint], truth_px[joint]) < limit ? 1 : 0;
            }
        }

        _right.Add(right, count);
    }

    public MetricResult Result()
    {
        var interval = _right.Interval()?.Within(0, 1);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PCK@{share:.00} of box");
        return new MetricResult(
            name, _right.Value, "1", "none", MetricResult.None, joints.Name, (long)_right.Denominator, "joints", interval?.Low, interval?.High);
    }
}
