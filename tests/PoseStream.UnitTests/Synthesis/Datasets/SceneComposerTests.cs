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
    private static readonly FrameGeometry Frame = new(160, 90);

    [Fact]
    public void Compose_Crowds_PeopleCoverOneAnotherMoreOften()
    {
        var (crowds, scenes) = (OverlapsIn(SampleStyle.Crowds), OverlapsIn(SampleStyle.Scenes));

        Assert.True(crowds >= 20 && crowds > 2 * scenes, $"{crowds} pairs of overlapping boxes among crowds, {scenes} in scenes");
    }

    [Fact]
    public void Compose_Far_MostPeopleAreLessThanAFifthOfThePictureHigh()
    {
        static double ShareOfFar(SampleStyle style)
        {
            var boxes = Boxes(style).SelectMany(boxes => boxes).ToList();
            Assert.True(boxes.Count > 60, $"{boxes.Count} people in all");
            return boxes.Average(box => box.Height < Frame.Height * 0.2 ? 1.0 : 0);
        }

        var (far, scenes) = (ShareOfFar(SampleStyle.Far), ShareOfFar(SampleStyle.Scenes));

        Assert.True(far > 0.5 && scenes < 0.2, $"{far:P0} of the people in far scenes, {scenes:P0} in others");
    }

    private static int OverlapsIn(SampleStyle style) =>
        Boxes(style).Sum(boxes => boxes.SelectMany((box, i) => boxes.Skip(i + 1).Select(other => BoundingBox.SharedPart(box, other))).Count(shared => shared > 0.4f));

    /// <summary>Of those of whom enough is seen, picture by picture.</summary>
    private static IEnumerable<List<BoundingBox>> Boxes(SampleStyle style)
    {
        var composer = new SceneComposer(new Cast(style, []), style);
        var renderer = new SceneRenderer(new RenderOptions(1, 0));
        var picture = new Picture();
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var (scene, view) = composer.Compose(new Dice(seed), Frame);
            renderer.Render(scene, view, picture);
            yield return TruthExtractor.Extract(scene, view, picture).People.Where(person => SeenEnough.Is(person, 1)).Select(person => person.VisibleBox!.Value).ToList();
        }
    }
}
