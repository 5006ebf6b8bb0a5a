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
    private const float Exactly = 1e-3f;
    private static readonly FrameGeometry Frame = new(1920, 1080);
    private static readonly FrameGeometry Input = new(384, 224);
    private readonly CloseLook _look = new(Input);

    public static TheoryData<int, int, float, float> Places() => new()
    {
        { 1920, 1080, 900, 500 }, { 1920, 1080, 30, 90 }, { 1920, 1080, 1840, 1000 }, { 1080, 1920, 500, 1900 }, { 1920, 1920, 0, 0 },
    };

    [Fact]
    public void Choose_NobodyOrPeopleApart_IsNull()
    {
        Assert.Null(_look.Choose([], Frame));
        Assert.Null(_look.Choose(PeopleAt((300, 500), (600, 500), (900, 500)), Frame));
    }

    // 30 pixels of the height of 200 to either side of each.
    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public void Choose_PeopleWithAGapBetween_LooksWhereItIsLessThanBothReach(float gap, bool looks) =>
        Assert.Equal(looks, _look.Choose(PeopleAt((900, 500), (980 + gap, 500)), Frame) is not null);

    [Theory]
    [MemberData(nameof(Places))]
    public void Choose_TwoBesideOneAnother_HoldsBothWithinTheFrameWithTheInputsAspect(int width, int height, float x, float y)
    {
        var tracks = PeopleAt((x, y), (x + (x < width / 2f ? 50 : -50), y));
        var part = _look.Choose(tracks, new FrameGeometry(width, height))!.Value;
        Assert.All(tracks, track => Assert.Equal(1, BoundingBox.CoveredPart(track.Box.ClipTo(width, height), part), Exactly));
        Assert.Equal((float)Input.Width / Input.Height, part.Width / part.Height, Exactly);
        Assert.Equal(1, BoundingBox.CoveredPart(part, new BoundingBox(0, 0, width, height)), Exactly);
        // 200 pixels high with room above and below: nearly as close as the frame's pixels allow.
        Assert.InRange(part.Width / Input.Width, 1, 1.3f);
    }

    [Fact]
    public void Choose_SquareInput_IsSquare()
    {
        var part = new CloseLook(new FrameGeometry(320, 320)).Choose(PeopleAt((900, 500), (950, 500)), Frame)!.Value;
        Assert.Equal((320, 320), (part.Width, part.Height));
    }

    [Fact]
    public void Choose_InputAsLargeAsTheFrame_IsNull() => Assert.Null(new CloseLook(Frame).Choose(PeopleAt((300, 500), (350, 500)), Frame));

    [Fact]
    public void Choose_PeopleWhoFillTheFrame_IsNull() => Assert.Null(_look.Choose(PeopleAt((300, 500, 5), (500, 500, 5)), Frame));

    [Fact]
    public void Choose_LargePairBeforeASmallOne_LooksAtTheSmall()
    {
        var tracks = PeopleAt((600, 540, 4.5f), (900, 540, 4.5f), (1600, 300, 1), (1640, 300, 1));
        Assert.All(Enumerable.Range(0, 3), _ => Assert.InRange(_look.Choose(tracks, Frame)!.Value.Center.X, 1500, 1700));
    }

    [Fact]
    public void Choose_TwoPairs_TakeTurns()
    {
        var tracks = PeopleAt((300, 500), (350, 500), (1500, 500), (1550, 500));
        var isLeft = Enumerable.Range(0, 6).Select(_ => _look.Choose(tracks, Frame)!.Value.Center.X < 960).ToArray();
        Assert.All(isLeft.Zip(isLeft.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Choose_QueueAcrossTheFrame_ComesToEverybody()
    {
        var tracks = PeopleAt([.. Enumerable.Range(0, 18).Select(i => (100 + (100f * i), 500f))]);
        var parts = Enumerable.Range(0, 18).Select(_ => _look.Choose(tracks, Frame)!.Value).ToArray();
        Assert.All(parts, part => Assert.InRange(part.Width / Input.Width, 1, 1.3f));
        Assert.All(tracks, track => Assert.Contains(parts, part => BoundingBox.CoveredPart(track.Box, part) > 0.99f));
    }

    [Fact]
    public void Choose_NeighboursTooFarApartForOneLook_HoldsTheNearest()
    {
        // Somebody with people to the left and right, for whom together the whole frame is needed, and one half behind.
        var part = new CloseLook(new FrameGeometry(224, 384)).Choose(PeopleAt((1000, 540, 4), (500, 540, 4), (1500, 540, 4), (1030, 540, 4)), Frame)!.Value;
        Assert.Equal(1015, part.Center.X, Exactly);
    }

    // 30 of the input's pixels are 150 of the frame's.
    [Theory]
    [InlineData(0.74f, true)]
    [InlineData(0.76f, false)]
    public void Choose_SomebodyAlone_LooksWhereTheyAreFar(float size, bool looks)
    {
        var tracks = PeopleAt((900, 500, size));
        var part = _look.Choose(tracks, Frame);
        Assert.Equal(looks, part is not null);
        Assert.True(part is not { } held || BoundingBox.CoveredPart(tracks[0].Box, held) > 0.99f);
    }

    [Fact]
    public void Choose_SeveralFar_HoldsAllInOneLookHalfAsCloseAgain()
    {
        var tracks = PeopleAt((400, 500, 0.5f), (900, 520, 0.6f), (1500, 510, 0.4f));
        var part = _look.Choose(tracks, Frame)!.Value;
        Assert.All(tracks, track => Assert.True(BoundingBox.CoveredPart(track.Box, part) > 0.99f));
        Assert.True(part.Width * 1.5f <= Frame.Width, $"{part.Width}");
    }

    [Fact]
    public void Choose_FarFromOneEdgeToTheOther_ComesToEverybody()
    {
        var tracks = PeopleAt((100, 500, 0.5f), (1000, 500, 0.5f), (1850, 500, 0.5f));
        BoundingBox[] parts = [.. Enumerable.Range(0, 2).Select(_ => _look.Choose(tracks, Frame)!.Value)];
        Assert.All(tracks, track => Assert.Contains(parts, part => BoundingBox.CoveredPart(track.Box, part) > 0.99f));
    }

    [Fact]
    public void Choose_FarInAFrameOfAsManyPixelsAsTheInput_IsNull() => Assert.Null(_look.Choose(PeopleAt((200, 100, 0.1f)), Input));

    [Fact]
    public void Choose_FrameLowerThanTheInput_IsOfItsMiddle()
    {
        var part = _look.Choose(PeopleAt((900, 60, .5f), (930, 60, .5f)), new FrameGeometry(1920, 160))!.Value;
        Assert.Equal(80, part.Center.Y, Exactly);
    }

    private static IReadOnlyList<Track> PeopleAt(params (float X, float Y)[] places) => PeopleAt([.. places.Select(place => (place.X, place.Y, 1f))]);

    private static IReadOnlyList<Track> PeopleAt(params (float X, float Y, float Size)[] places)
    {
        var tracker = new PersonTracker(new TrackerOptions(), new TrackIdSequence());
        tracker.Update([.. places.Select(p => new Detection(BoundingBox.FromCenter(new Vector2(p.X, p.Y), 80 * p.Size, 200 * p.Size), 0.9f))], MediaTime.FromSeconds(0));
        return tracker.Tracks;
    }
}
