using System.Numerics;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Roots;

/// <summary>The map in which 3DMPPE's RootNet finds the root, and its scale (facts: model contracts §2).</summary>
internal sealed class RootNetCells(InputSpec input, DecodeConstants constants)
{
    /// <summary>The side of the square that a person is taken to fill, millimetres.</summary>
    private const float RealSide_mm = 2000;

    // Of rounding alone: a mean of cells lies between the first and the last.
    private const float Slack = 0.01f;

    private readonly int _cells = (int)constants.Get("cells", 64, 2, 1024);
    private readonly float _gammaMin = constants.Get("gamma_min", 0.6, 0, 10);
    private readonly float _gammaMax = constants.Get("gamma_max", 1.6, 0, 10);

    /// <summary>k for a focal length of one pixel of the input: the crop's sides are the input's.</summary>
    public float K { get; } = RealSide_mm / MathF.Sqrt((float)input.Width * input.Height);

    public RootEstimate Estimate(float x, float y, float gamma)
    {
        var inside = x >= -Slack && x <= _cells - 1 + Slack && y >= -Slack && y <= _cells - 1 + Slack;
        return new RootEstimate(
            inside ? PixelCenter.OfIndex(x * input.Width / _cells, y * input.Height / _cells) : new Vector2(float.NaN),
            inside && gamma >= _gammaMin && gamma <= _gammaMax ? gamma * K / 1000 : float.NaN);
    }
}
