using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>A detector that draws one box round two people who stand close, unless it looks closer. Every run checks the law of conservation.</summary>
public sealed class CameraPipelineCloseLookTests
{
    private const int Together = 10;
    private const int Frames = 60;
    private const float Left = 290;

    private static readonly Detection Both = new(new BoundingBox(Left - 40, 140, Left + 90, 340), 0.9f);

    private int _closer;

    [Fact]
    public async Task CloseLook_TwoInOneBox_AreBothSeen()
    {
        using var camera = Camera(Two(), closeLooks: true);
        await RunAsync(camera);
        Assert.True(_closer >= Frames - Together);
        Assert.All(camera.Published.Frames.Skip(Together), frame =>
        {
            Assert.Equal([1, 2], ConfirmedIn(frame));
            Assert.Equal(Left, frame.People.Single(person => person.Track.Value == 1).Box.Center.X, 12f);
        });
    }

    [Fact]
    public async Task CloseLook_NotWanted_IsNotTaken()
    {
        using var camera = Camera(Two(), closeLooks: false);
        await RunAsync(camera);
        Assert.Equal(0, _closer);
        // Who is in a box round several is not seen for ever.
        Assert.NotEqual(2, ConfirmedIn(camera.Published.Frames[^1]).Length);
    }

    [Fact]
    public async Task CloseLook_NetworkThatReadsNoPixels_IsNotTaken()
    {
        using var camera = Camera(Two(input: null), closeLooks: true);
        await RunAsync(camera);
        Assert.Equal(0, _closer);
        Assert.Equal(Frames, camera.Detector.Runs);
    }

    [Fact]
    public async Task CloseLook_Fails_CostsNoFrame()
    {
        var detector = Two();
        detector.PartBehaviour = (_, _) =>
        {
            Interlocked.Increment(ref _closer);
            throw new InferenceException("no memory");
        };
        using var camera = Camera(detector, closeLooks: true);
        await RunAsync(camera);
        Assert.NotEqual(0, _closer);
        Assert.Equal(Frames, camera.Published.Count);
        Assert.Contains("no memory", Assert.Single(camera.Log.Entries, static entry => entry.Event.Id == 1004).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseLook_WholeFrameFails_CostsThatFrame()
    {
        var detector = Two();
        var see = detector.Behaviour;
        detector.Behaviour = (frame, found) =>
        {
            see(frame, found);
            if (frame.Stamp.Sequence == 30)
            {
                throw new InferenceException("no memory");
            }
        };
        using var camera = Camera(detector, closeLooks: true);
        await RunAsync(camera);
        Assert.Equal((Frames - 1, 1), (camera.Published.Count, camera.Drops(DropReason.ItemFault)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task CloseLook_PeoplePartAgain_IsNotTakenAnyMore(int detectEvery)
    {
        var detector = Two();
        var last = 0L;
        detector.Behaviour = static (frame, found) =>
        {
            var gap = Math.Clamp(5 * (frame.Stamp.Sequence - 12), 50, 220);
            found.Add(PipelineHarness.Person(Left - gap));
            found.Add(PipelineHarness.Person(Left));
        };
        detector.PartBehaviour = (region, found) =>
        {
            last = region.Frame.Stamp.Sequence;
            detector.Behaviour(region.Frame, found);
        };
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { DetectEvery = detectEvery }, Detector = detector };
        await RunAsync(camera);
        // They are 140 pixels apart, and no longer near, from the 40th frame on.
        Assert.InRange(last, 20, 48);
        Assert.Equal([1, 2], ConfirmedIn(camera.Published.Frames[^1]));
    }

    [Fact]
    public async Task CloseLook_LiveCameraThatIsBehind_IsGivenUp()
    {
        using var next = new SemaphoreSlim(0);
        var detector = Two();
        var see = detector.Behaviour;
        detector.Behaviour = (frame, found) =>
        {
            next.Wait();
            see(frame, found);
        };
        using var camera = new PipelineHarness { Plan = new PipelineHarness().Plan with { Lossless = false }, Detector = detector };
        camera.Start(source =>
        {
            source.Frames(1);
            for (var i = 1; i < Frames; i++)
            {
                // The detector is at work on the frame before: the next one waits for it.
                Assert.True(SpinWait.SpinUntil(() => camera.Detector.Runs == i, TimeSpan.FromSeconds(20)));
                source.Frames(1);
                next.Release();
            }

            next.Release();
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        Assert.Equal(Frames, camera.Published.Count);
        Assert.Equal(0, _closer);
    }

    private static PipelineHarness Camera(FakeDetectorModel detector, bool closeLooks) =>
        new() { Plan = new PipelineHarness().Plan with { CloseLooks = closeLooks }, Detector = detector };

    private static Task<SourceEnd> RunAsync(PipelineHarness camera)
    {
        camera.Start(static source =>
        {
            source.Frames(Frames);
            return ScriptedSource.EndOfFile;
        });
        return camera.EndAsync();
    }

    private FakeDetectorModel Two() => Two(new FrameGeometry(192, 112));

    /// <summary>The pictures have 640 by 480 pixels.</summary>
    private FakeDetectorModel Two(FrameGeometry? input) => new()
    {
        Input = input,
        Behaviour = static (frame, found) =>
        {
            if (frame.Stamp.Sequence >= Together)
            {
                found.Add(Both);
                return;
            }

            SeeEach(found);
        },
        PartBehaviour = (region, found) =>
        {
            Interlocked.Increment(ref _closer);
            Assert.Equal(1, BoundingBox.CoveredPart(Both.Box, region.Box!.Value), 1e-3f);
            SeeEach(found);
        },
    };

    private static void SeeEach(DetectionList found)
    {
        found.Add(PipelineHarness.Person(Left));
        found.Add(PipelineHarness.Person(Left + 50));
    }

    private static int[] ConfirmedIn(PoseFrame frame) => [.. frame.People.Where(person => person.State is TrackState.Confirmed).Select(person => (int)person.Track.Value).Order()];
}
