using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class SceneComposerTests
{
    [Fact]
    public void Compose_Crowds_PeopleCoverOneAnotherMoreOften()
    {
        var (crowds, scenes) = (OverlapsIn(SampleStyle.Crowds), OverlapsIn(SampleStyle.Scenes));

        Assert.True(crowds >= 20 && crowds > 2 * scenes, $"{crowds} pairs of overlapping boxes among crowds, {scenes} in scenes");
    }

    private static int OverlapsIn(SampleStyle style)
    {
        var composer = new SceneComposer(new Cast(style, []), style);
        var renderer = new SceneRenderer(new RenderOptions(1, 0));
        var picture = new Picture();
        var pairs = 0;
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var (scene, view) = composer.Compose(new Dice(seed), new FrameGeometry(160, 90));
            renderer.Render(scene, view, picture);
            var boxes = TruthExtractor.Extract(scene, view, picture).People.Where(person => SeenEnough.Is(person, 1)).Select(person => person.VisibleBox!.Value).ToList();
            pairs += boxes.SelectMany((box, i) => boxes.Skip(i + 1).Select(other => BoundingBox.SharedPart(box, other))).Count(shared => shared > 0.4f);
        }

        return pairs;
    }
}
