using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Clips;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Clips;

public sealed class ClipRendererTests
{
    /// <summary>A clip that is drawn in a moment.</summary>
    internal static readonly ClipScript Small = ClipCatalog.All[1] with { Geometry = new FrameGeometry(96, 54), FramesPerSecond = 4, Seconds = 12 };

    private static readonly int PelvisIndex = Halpe26.Skeleton.IndexOf("pelvis");

    [Fact]
    public void Render_OnAllCores_GivesEveryPictureInOrderWithItsTruth()
    {
        var clip = ClipRenderer.Render(Small, UncompressedEncoder.Factory, null, CancellationToken.None);
        Assert.Equal(48, clip.Video.Count);
        Assert.Equal(48, clip.Pictures.Count);
        Assert.Equal(12_000_000_000, clip.Video.Duration_ns);
        Assert.Equal(250_000_000, clip.Video[1].Time.Nanoseconds);
        Assert.Equal(Small.Geometry, clip.View.Model.Geometry);
        Assert.All(clip.Pictures, picture => Assert.Equal(["room-1", "room-2", "room-3"], picture.People.Select(person => person.Identity)));
        // The walker's place tells the pictures apart, and must be that of the stage at the picture's time.
        var stage = Small.NewStage();
        for (var i = 0; i < 48; i += 5)
        {
            var pelvis = stage.At(i * 0.25).People[2].PositionOf(BodyJoint.Pelvis);
            Assert.Equal(pelvis, clip.Pictures[i].People[2].Joints[PelvisIndex].World_m);
        }
    }

    [Fact]
    public void Render_Again_GivesTheSameBytes()
    {
        var (first, second) = (Render(), Render());
        for (var i = 0; i < first.Video.Count; i++)
        {
            Assert.True(first.Video[i].NalUnits[^1].Span.SequenceEqual(second.Video[i].NalUnits[^1].Span), $"picture {i} differs");
        }
    }

    [Fact]
    public void Render_Progress_IsToldEveryPicture()
    {
        var told = new Counter();
        ClipRenderer.Render(Small, UncompressedEncoder.Factory, told, CancellationToken.None);
        Assert.Equal(Small.Count, told.Reports);
        Assert.Equal(Small.Count, told.Most);
    }

    [Fact]
    public void Render_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        var told = new Counter { At = (5, stop.Cancel) };
        Assert.ThrowsAny<OperationCanceledException>(() => ClipRenderer.Render(Small, UncompressedEncoder.Factory, told, stop.Token));
        Assert.InRange(told.Reports, 5, Small.Count - 1);
    }

    private static RenderedClip Render() => ClipRenderer.Render(Small, UncompressedEncoder.Factory, null, CancellationToken.None);

    private sealed class Counter : IProgress<int>
    {
        private int _reports;
        private int _most;

        public (int Count, Action Do)? At { get; init; }

        public int Reports => _reports;

        public int Most => _most;

        public void Report(int value)
        {
            if (Interlocked.Increment(ref _reports) == At?.Count)
            {
                At.Value.Do();
            }

            InterlockedMax(value);
        }

        private void InterlockedMax(int value)
        {
            var before = _most;
            while (value > before && Interlocked.CompareExchange(ref _most, value, before) != before)
            {
                before = _most;
            }
        }
    }
}
