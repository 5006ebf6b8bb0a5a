using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Datasets;

/// <summary>How a tracker's boxes stray from a person's: always a little too large or too small, and by errors that last some frames.</summary>
internal sealed class BoxDrift(Dice dice)
{
    private const float SizeSigma = 0.04f;
    private const float CenterSigma = 0.025f;

    private readonly Vector2 _bias = new(dice.Uniform(0.92f, 1.1f), dice.Uniform(0.92f, 1.1f));
    private readonly float _lasting = dice.Uniform(0.3f, 0.9f);
    private Vector2 _size;
    private Vector2 _center;

    public void Next(Dice dice)
    {
        var fresh = MathF.Sqrt(1 - (_lasting * _lasting));
        _size = (_lasting * _size) + (fresh * new Vector2(dice.Normal(0, SizeSigma), dice.Normal(0, SizeSigma)));
        _center = (_lasting * _center) + (fresh * new Vector2(dice.Normal(0, CenterSigma), dice.Normal(0, CenterSigma)));
    }

    public (Vector2 Center, float Width, float Height) Of(in BoundingBox box)
    {
        var size = new Vector2(box.Width, box.Height);
        var strayed = size * _bias * (Vector2.One + _size);
        return (box.Center + (size * _center), strayed.X, strayed.Y);
    }
}
