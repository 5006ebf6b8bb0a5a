using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>Real networks find the people of real pictures (facts: ONNX Runtime ABI §4).</summary>
public sealed class DetectionTests : IDisposable
{
    private const string Outdoor = "video/outdoor-sports2d.mp4";
    private static readonly FrameGeometry OutdoorSize = new(1768, 994);
    private static readonly ColorSpec Video = new(ColorMatrix.Bt709, false);

    // The facts divide by the letterbox's ratio; the picture was truncated to whole pixels, so y is half a percent further down than that says.
    private static readonly BoundingBox Walker = new(1276, 543, 1508, 942);
    private static readonly BoundingBox ManOnTheRoof = new(517, 45, 720, 460);
    private readonly FramePool _pool = new(2);
    private readonly DetectionList _results = new();

    [SharedFact(TestModels.RtmDetFile, Outdoor)]
    public void Detect_RtmDetAt320_FindsTheWalker()
    {
        Detect(TestModels.RtmDet(320), TestModels.RtmDetFile);
        AssertPerson(Assert.Single(_results.Items.ToArray()), Walker, 0.75f);
    }

    [SharedFact(TestModels.RtmDetFile, Outdoor)]
    public void Detect_RtmDetAt640_FindsBothBestFirst()
    {
        Detect(TestModels.RtmDet(640), TestModels.RtmDetFile);
        Assert.Equal(2, _results.Count);
        Assert.Equal(0.86f, _results.Items[0].Score, 0.02f);
        Assert.True(BoundingBox.IntersectionOverUnion(_results.Items[0].Box, Walker) > 0.9f);
        AssertPerson(_results.Items[1], ManOnTheRoof, 0.69f);
    }

    // At 320 pixels for the whole frame the man on the roof is not found.
    [SharedFact(TestModels.RtmDetFile, Outdoor)]
    public void Detect_PartOfTheFrame_FindsTheManOnTheRoofInFramePixels()
    {
        Detect(TestModels.RtmDet(320), TestModels.RtmDetFile, new BoundingBox(300, 0, 900, 500));
        var man = Assert.Single(_results.Items.ToArray());
        Assert.Equal(0.84f, man.Score, 0.02f);
        Assert.InRange(BoundingBox.IntersectionOverUnion(man.Box, ManOnTheRoof), 0.9f, 1);
    }

    [SharedFact(TestModels.YoloxFile, Outdoor)]
    public void Detect_Yolox_FindsTheWalker()
    {
        Detect(TestModels.Yolox(), TestModels.YoloxFile);
        AssertPerson(Assert.Single(_results.Items.ToArray()), new BoundingBox(1286, 543, 1508, 936), 0.86f);
    }

    [SharedTheory("coco", TestModels.RtmDetFile, TestModels.YoloxFile)]
    [InlineData("rtmdet", 640, 0.7f)]
    [InlineData("yolox", 416, 0.8f)]
    public void Detect_CocoPictures_FindsTheBigPeople(string family, int size, float least)
    {
        var (manifest, file) = family == "yolox" ? (TestModels.Yolox(), TestModels.YoloxFile) : (TestModels.RtmDet(size), TestModels.RtmDetFile);
        using var model = OnnxFixture.Detector(manifest, file);
        using var worker = model.CreateWorker();
        var overlaps = new List<float>();
        foreach (var picture in CocoPicture.All())
        {
            using var lease = TestFrames.Decode(_pool, picture.Path, 0, picture.Size, new ColorSpec(ColorMatrix.Bt601, true));
            worker.Detect([lease.Frame], [_results]);
            overlaps.AddRange(picture.BigPeople.Select(
                person => _results.Items.ToArray().Max(found => BoundingBox.IntersectionOverUnion(found.Box, person))));
        }

        Assert.True(overlaps.Count >= 4, $"only {overlaps.Count} big people are labelled: the labels are not read right");
        Assert.True(overlaps.Average() >= 0.85f && overlaps.Min() >= least, string.Join(' ', overlaps));
    }

    [SharedFact(TestModels.RtmDetFile, Outdoor)]
    public void Detect_PlainFrame_FindsNobodyAndForgetsTheFrameBefore()
    {
        using var model = OnnxFixture.Detector(TestModels.RtmDet(320), TestModels.RtmDetFile);
        using var worker = model.CreateWorker();
        using var street = TestFrames.Decode(_pool, SharedMaterial.PathOf(Outdoor), 2, OutdoorSize, Video);
        using var grey = TestFrames.Grey(_pool, new FrameGeometry(640, 480), 120);
        worker.Detect([street.Frame], [_results]);
        Assert.NotEqual(0, _results.Count);
        worker.Detect([grey.Frame], [_results]);
        Assert.Equal(0, _results.Count);
    }

    [SharedFact(TestModels.RtmDetFile, Outdoor)]
    public async Task Detect_FourWorkersOfOneModel_AllSeeTheSame()
    {
        using var model = OnnxFixture.Detector(TestModels.RtmDet(320), TestModels.RtmDetFile);
        using var lease = TestFrames.Decode(_pool, SharedMaterial.PathOf(Outdoor), 2, OutdoorSize, Video);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var worker = model.CreateWorker();
            var results = new DetectionList();
            for (var i = 0; i < 10; i++)
            {
                worker.Detect([lease.Frame], [results]);
            }

            return results.Items.ToArray();
        })));
        Assert.All(all, items => Assert.Equal(all[0], items));
        AssertPerson(Assert.Single(all[0]), Walker, 0.75f);
    }

    public void Dispose() => _pool.Dispose();

    private void Detect(ModelManifest manifest, string file, BoundingBox? part = null)
    {
        using var model = OnnxFixture.Detector(manifest, file);
        using var worker = model.CreateWorker();
        using var lease = TestFrames.Decode(_pool, SharedMaterial.PathOf(Outdoor), 2, OutdoorSize, Video);
        worker.Detect([new FrameRegion(lease.Frame, part)], [_results]);
    }

    private static void AssertPerson(Detection person, BoundingBox expected, float score)
    {
        Assert.Equal(score, person.Score, 0.02f);
        Assert.Equal(expected.X1, person.Box.X1, 2f);
        Assert.Equal(expected.Y1, person.Box.Y1, 2f);
        Assert.Equal(expected.X2, person.Box.X2, 2f);
        Assert.Equal(expected.Y2, person.Box.Y2, 2f);
    }
}
