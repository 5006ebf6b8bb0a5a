using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>A frame of 1920 by 1080 pixels, of which a network sees 384 by 224, with people of 80 by 200.</summary>
public sealed class CloseLookTests
{
    private static readonly FrameGeometry Frame = new(1920, 1080);
    private static readonly FrameGeometry Input = new(384, 224);
    private readonly CloseLook _look = new(Input);

    public static TheoryData<float, float> Places() => new() { { 900, 500 }, { 60, 120 }, { 1850, 960 } };

    [Fact]
    public void Choose_NobodyOrPeopleApart_IsNull()
    {
        Assert.Null(_look.Choose([], Frame));
        Assert.Null(_look.Choose(PeopleAt((300, 500), (600, 500), (900, 500)), Frame));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Choose_TwoBesideOneAnother_HoldsBothWithinTheFrameWithTheInputsAspect(float x, float y)
    {
        var tracks = PeopleAt((x, y), (x + (x < 960 ? 50 : -50), y));
        var part = _look.Choose(tracks, Frame)!.Value;
        Assert.All(tracks, track => Assert.Equal(1, BoundingBox.CoveredPart(track.Box.ClipTo(Frame.Width, Frame.Height), part), 3f));
        Assert.Equal((float)Input.Width / Input.Height, part.Width / part.Height, 3f);
        Assert.Equal(1, BoundingBox.CoveredPart(part, new BoundingBox(0, 0, Frame.Width, Frame.Height)), 3f);
        // 200 pixels high with room above and below: nearly as close as the frame's pixels allow.
        Assert.InRange(part.Width / Input.Width, 1, 1.3f);
    }

    [Fact]
    public void Choose_InputAsLargeAsTheFrame_IsNull() => Assert.Null(new CloseLook(Frame).Choose(PeopleAt((300, 500), (350, 500)), Frame));

    [Fact]
    public void Choose_PeopleWhoFillTheFrame_IsNull() => Assert.Null(_look.Choose(PeopleAt((300, 500, 5), (500, 500, 5)), Frame));

    [Fact]
    public void Choose_TwoPairs_TakeTurns()
    {
        var tracks = PeopleAt((300, 500), (350, 500), (1500, 500), (1550, 500));
        var parts = Enumerable.Range(0, 6).Select(_ => _look.Choose(tracks, Frame)!.Value.Center.X < 960).ToArray();
        Assert.Equal(3, parts.Count(isLeft => isLeft));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Choose_ChainTooLongForOneLook_HoldsItsClosestPair()
    {
        var tracks = PeopleAt([.. Enumerable.Range(0, 17).Select(i => (100 + (100f * i), 500f, 1f)), (1230, 500, 1)]);
        var part = _look.Choose(tracks, Frame)!.Value;
        Assert.InRange(1200, part.X1, part.X2);
        Assert.InRange(part.Width / Input.Width, 1, 1.3f);
    }

    [Fact]
    public void Choose_FrameSmallerThanInputOnOneSide_IsOfItsMiddle()
    {
        var part = _look.Choose(PeopleAt((900, 80, .5f), (930, 80, .5f)), new FrameGeometry(1920, 160))!.Value;
        Assert.Equal(80, part.Center.Y, 3f);
    }

    private static IReadOnlyList<Track> PeopleAt(params (float X, float Y)[] places) => PeopleAt([.. places.Select(place => (place.X, place.Y, 1f))]);

    private static IReadOnlyList<Track> PeopleAt(params (float X, float Y, float Size)[] places)
    {
        var tracker = new PersonTracker(new TrackerOptions(), new TrackIdSequence());
        tracker.Update([.. places.Select(p => new Detection(BoundingBox.FromCenter(new Vector2(p.X, p.Y), 80 * p.Size, 200 * p.Size), 0.9f))], MediaTime.FromSeconds(0));
        return tracker.Tracks;
    }
}
