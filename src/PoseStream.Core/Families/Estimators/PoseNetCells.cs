using System.Numerics;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Estimators;

/// <summary>The volume in which 3DMPPE's PoseNet finds joints, and what its cells mean (facts: model contracts §3).</summary>
/// <param name="depthRange_m">Half of what the volume is deep.</param>
internal sealed class PoseNetCells(InputSpec input, int columns, int rows, int layers, float depthRange_m)
{
    // Of rounding alone: a mean of cells lies between the first and the last.
    private const float Slack = 0.01f;

    private readonly float _stepX = (float)input.Width / columns;
    private readonly float _stepY = (float)input.Height / rows;

    /// <summary>The authors bring the cell x of a mirrored crop back to columns - x - 1.</summary>
    public float MirrorWidth => (_stepX * (columns - 1)) + (2 * PixelCenter.OfIndex(0, 0).X);

    /// <summary>Not for what is no number.</summary>
    public bool Contains(Vector3 cell) =>
        cell.X >= -Slack && cell.X <= columns - 1 + Slack && cell.Y >= -Slack && cell.Y <= rows - 1 + Slack && cell.Z >= -Slack && cell.Z <= layers - 1 + Slack;

    public JointEstimate Joint(Vector3 cell, float confidence) => new(
        PixelCenter.OfIndex(cell.X * _stepX, cell.Y * _stepY),
        new Vector3(float.NaN, float.NaN, ((cell.Z / layers * 2) - 1) * depthRange_m),
        confidence,
        confidence);

    /// <summary>As sure as the spread of its probability is narrow: 1 for one cell, 0 for one as wide as a volume that says nothing.</summary>
    public JointEstimate Joint(Vector3 cell, Vector3 spread)
    {
        var flat = new Vector3(columns, rows, layers) / MathF.Sqrt(12);
        var confidence = 1 - MathF.Max(spread.X / flat.X, MathF.Max(spread.Y / flat.Y, spread.Z / flat.Z));
        return Joint(cell, Math.Clamp(confidence, 0, 1)) with
        {
            PixelSigma = MathF.Sqrt(((spread.X * spread.X * _stepX * _stepX) + (spread.Y * spread.Y * _stepY * _stepY)) / 2),
            DepthSigma_m = spread.Z / layers * 2 * depthRange_m,
        };
    }
}
