using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Held-out pictures of synthetic people with the whole truth, of seeds that no training uses and with the built-in motions alone. Picture n is always the same;
/// nothing is kept on disk, for they are drawn faster than networks read them.
/// </summary>
public sealed class TestSet(SampleStyle style)
{
    // Training counts its seeds up from 1.
    private const ulong FirstSeed = 2_000_000;

    public static FrameGeometry Geometry { get; } = new(640, 360);

    /// <summary>Draws one picture.</summary>
    /// <param name="picture">Its own for each thread.</param>
    public PictureTruth Draw(int index, Picture picture)
    {
        var dice = new Dice((FirstSeed << 32) + (uint)index);
        var (scene, view) = new SceneComposer(new Cast(style, []), style).Compose(dice, Geometry);
        new SampleSensor().Take(scene, view, SampleCamera.Make(dice, style, lowest: 0.4f), dice, picture);
        return TruthExtractor.Extract(scene, view, picture);
    }
}
