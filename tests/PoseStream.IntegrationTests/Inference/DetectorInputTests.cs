using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>The built-in detector at as many pixels as the user has time for.</summary>
public sealed class DetectorInputTests
{
    private const int Pictures = 80;
    private const float Small_px = 130;
    private const float InputScale = 0.6f;

    [Fact]
    public void Detect_LargerInput_FindsMoreOfTheSmallPeople()
    {
        using var usual = Detector(null, null);
        using var larger = Detector(640, 352);
        Assert.Equal((new FrameGeometry(384, 224), new FrameGeometry(640, 352)), (usual.Input, larger.Input));
        using var usualWorker = usual.CreateWorker();
        using var largerWorker = larger.CreateWorker();
        using var pool = new FramePool(1);
        var (set, picture) = (new TestSet(SampleStyle.Scenes), new Picture());
        var (people, byUsual, byLarger) = (0, 0, 0);
        for (var i = 0; i < Pictures; i++)
        {
            PersonTruth[] small = [.. set.Draw(i, picture).People.Where(person => person.VisibleBox is { Height: < Small_px } && SeenEnough.Is(person, InputScale))];
            using var lease = pool.Rent(TestSet.Geometry, default, CancellationToken.None);
            PlanarYuv.Fill(lease.Frame, picture);
            people += small.Length;
            byUsual += Found(usualWorker, lease.Frame, small);
            byLarger += Found(largerWorker, lease.Frame, small);
        }

        Assert.True(people >= 30, $"{people} people are too few to tell");
        Assert.True(byLarger > byUsual && byUsual > people / 2, $"{byUsual} and {byLarger} of {people}");
    }

    private static IDetectorModel Detector(int? width, int? height)
    {
        var shipped = ModelCatalog.LoadFolders([ModelCatalog.BuiltInFolder]).Get("posestream-detector");
        var manifest = new DetectorPlan(shipped.Id, width, height, 1, CloseLooks: true, new ValueList<DecodeOverride>([])).ApplyTo(shipped);
        return OnnxFixture.Loader().LoadDetector(manifest, manifest.Builds[0], Path.Combine(ModelCatalog.BuiltInFolder, manifest.Builds[0].File), OnnxFixture.Cpu);
    }

    private static int Found(IDetector detector, Frame frame, PersonTruth[] people)
    {
        var results = new DetectionList();
        detector.Detect([frame], [results]);
        var found = results.Items.ToArray();
        return people.Count(person => found.Any(one => BoundingBox.IntersectionOverUnion(one.Box, person.VisibleBox!.Value) > 0.5f));
    }
}
