using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>What the tracker makes of detections of which it knows what is worn in them.</summary>
public sealed class ClothedPeopleTests
{
    private static readonly Appearance Red = Clothes(0, 9);
    private static readonly Appearance Blue = Clothes(3, 12);
    private static readonly Appearance Green = Clothes(luma: 3, hue: 11);

    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());

    [Fact]
    public void Update_SomebodyElseWhereOneWasLost_IsSomebodyNew()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Red));
        }

        for (var i = 10; i < 20; i++)
        {
            See(i);
        }

        See(20, (At(104), Blue));
        Assert.Equal([TrackState.Lost, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
        for (var i = 21; i < 24; i++)
        {
            See(i, (At(102), Red), (At(190), Blue));
        }

        Assert.Equal(TrackState.Confirmed, _tracker.Tracks.Single(static track => track.Id.Value == 1).State);
    }

    [Fact]
    public void Update_TwoChangePlacesUnseen_AreKnownByTheirClothes()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Red), (At(180), Blue));
        }

        See(10);
        See(11);
        See(12, (At(130), Blue), (At(150), Red));
        See(13, (At(128), Blue), (At(152), Red));
        Assert.Equal([2ul, 1ul], _tracker.Tracks.OrderBy(static track => track.Box.X1).Select(static track => track.Id.Value));
    }

    [Fact]
    public void Update_OneInFrontOfTheOther_IsNotTakenForTheOneBehind()
    {
        // Blue stands; Red walks past in front, and while Blue is hidden there is one box, Red's.
        for (var i = 0; i < 40; i++)
        {
            var red = (At(20 + (8 * i), 210), Red);
            See(i, Math.Abs(20 + (8 * i) - 180) < 40 ? [red] : [red, (At(180), Blue)]);
        }

        Assert.Equal([(1ul, TrackState.Confirmed), (2ul, TrackState.Confirmed)], _tracker.Tracks.OrderByDescending(static track => track.Box.X1).Select(static track => (track.Id.Value, track.State)));
    }

    [Fact]
    public void Update_SecondBoxRoundSomebodySeen_BeginsNoTrack()
    {
        for (var i = 0; i < 20; i++)
        {
            See(i, (At(100), Red), (new Detection(new BoundingBox(50, 90, 170, 310), 0.6f), Red));
        }

        Assert.Single(_tracker.Tracks);
    }

    [Fact]
    public void Update_TwoInTheSameClothesOneHidden_AreTwoWhereTheyWereSeenApart()
    {
        for (var i = 0; i < 25; i++)
        {
            See(i, (At(100), Red), (At(300 - (8 * i)), Red));
        }

        for (var i = 25; i < 35; i++)
        {
            See(i, (At(100), Red));
            Assert.Equal([1ul, 2ul], _tracker.Tracks.Where(static track => track.State is not TrackState.Ended).Select(static track => track.Id.Value));
        }
    }

    [Fact]
    public void Update_NewBoxWhereSomebodyComesBack_IsNotBelievedBeforeThem()
    {
        var wide = new Detection(new BoundingBox(100, 90, 200, 420), 0.7f);
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Red), (At(150), Blue));
        }

        // A box that takes in what is below, and for a frame the only one.
        See(10, (At(100), Red), (wide, Green));
        for (var i = 11; i < 13; i++)
        {
            See(i, (At(100), Red), (At(150), Blue), (wide, Green));
        }

        Assert.Equal(
            [(1ul, TrackState.Confirmed), (2ul, TrackState.Tentative), (3ul, TrackState.Tentative)],
            _tracker.Tracks.Select(static track => (track.Id.Value, track.State)));
        See(13, (At(100), Red), (At(150), Blue), (wide, Green));
        Assert.Equal(TrackState.Confirmed, _tracker.Tracks[1].State);
    }

    [Fact]
    public void Update_OtherClothesInTheSamePlace_IsAnotherPerson()
    {
        for (var i = 0; i < 20; i++)
        {
            See(i, (At(100), Red), (new Detection(new BoundingBox(50, 90, 170, 310), 0.6f), Blue));
        }

        Assert.Equal(2, _tracker.Tracks.Count);
    }

    [Fact]
    public void Update_OneBoxRoundTwoPeople_KeepsBothWhereTheyWalk()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100 + (3 * i)), Red), (At(260 - (3 * i)), Blue));
        }

        for (var i = 10; i < 15; i++)
        {
            var (left, right) = (At(100 + (3 * i)).Box, At(260 - (3 * i)).Box);
            See(i, (new Detection(new BoundingBox(left.X1, left.Y1, right.X2, right.Y2), 0.8f), Red));
            Assert.All(_tracker.Tracks, static track => Assert.Equal((TrackState.Confirmed, true), (track.State, track.SeenNow)));
            Assert.Equal(100 + (3 * i), _tracker.Tracks[0].Box.Center.X, 8f);
            Assert.Equal(260 - (3 * i), _tracker.Tracks[1].Box.Center.X, 8f);
        }

        See(15, (At(145), Red), (At(215), Blue));
        Assert.Equal([1ul, 2ul], _tracker.Tracks.Select(static track => track.Id.Value));
    }

    [Fact]
    public void Update_OneBoxRoundTwoPeopleForLong_ClaimsNotBothAnyLonger()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Red), (At(190), Blue));
        }

        for (var i = 10; i < 40; i++)
        {
            See(i, (new Detection(new BoundingBox(60, 100, 230, 300), 0.8f), Red));
        }

        Assert.InRange(_tracker.Tracks.Count(static track => track is { Id.Value: <= 2, State: TrackState.Confirmed }), 0, 1);
    }

    [Fact]
    public void Update_WildBox_MovesAPersonLittle()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Red));
        }

        See(10, (new Detection(new BoundingBox(40, 80, 220, 420), 0.9f), Red));
        var box = Assert.Single(_tracker.Tracks).Box;
        Assert.True(BoundingBox.IntersectionOverUnion(box, At(100).Box) > 0.6f, $"{box}");
    }

    [Fact]
    public void Update_BoxesOfBothWhileOnePassesTheOther_ChangeTheCourseLess()
    {
        var (alone, besideAnother) = (StrayOfWalker(At(900)), StrayOfWalker(At(150)));

        Assert.True(besideAnother < 0.95f * alone, $"{besideAnother} px off the way beside another, {alone} px alone");
    }

    /// <summary>How far off the way somebody is expected who walked past another, while the last boxes took in a part of what is beside.</summary>
    private static float StrayOfWalker(Detection another)
    {
        var tracker = new PersonTracker(new TrackerOptions(), new TrackIdSequence());
        for (var i = 0; i < 24; i++)
        {
            var walker = At(300 - (6 * i));
            var both = new Detection(new BoundingBox(walker.Box.X1 - 20, walker.Box.Y1 - 30, walker.Box.X2, walker.Box.Y2), 0.8f);
            tracker.Update([i < 20 ? walker : both, another], MediaTime.FromSeconds(i * 0.04), [new SeenLook(Red), new SeenLook(Blue)]);
        }

        for (var i = 24; i < 29; i++)
        {
            tracker.Predict(MediaTime.FromSeconds(i * 0.04));
        }

        return Vector2.Distance(At(300 - (6 * 28)).Box.Center, tracker.Tracks[0].Box.Center);
    }

    [Theory]
    [InlineData("nobody", true)]
    [InlineData("the picture's edge", false)] // where one goes out while another comes in
    [InlineData("somebody known who is hidden", false)] // and may be in the new box
    [InlineData("a second box", false)]
    [InlineData("a doubtful second box", true)] // which nobody begins with
    public void Update_BoxAndClothesChangeWithinAFrame_IsTheSameWhereNobodyElseCanBe(string beside, bool isSame)
    {
        var other = new Detection(BoundingBox.FromCenter(new Vector2(160, 230), 80, 160), 0.9f);
        for (var i = 0; i < 10; i++)
        {
            if (beside == "somebody known who is hidden")
            {
                See(i, (At(100), Red), (other, Green));
            }
            else
            {
                See(i, (At(100), Red));
            }
        }

        // From standing to a squat, before whose trunk the arms are.
        var squat = new Detection(BoundingBox.FromCenter(new Vector2(100, 240), 100, 120), 0.9f);
        var look = new SeenLook(Blue, isCut: beside == "the picture's edge");
        if (beside.EndsWith("second box", StringComparison.Ordinal))
        {
            other = beside == "a second box" ? other : other with { Score = 0.35f };
            _tracker.Update([squat, other], MediaTime.FromSeconds(0.4), [look, new SeenLook(Green)]);
        }
        else
        {
            _tracker.Update([squat], MediaTime.FromSeconds(0.4), [look]);
        }

        Assert.Equal(isSame ? TrackState.Confirmed : TrackState.Lost, _tracker.Tracks.Single(static track => track.Id.Value == 1).State);
    }

    [Fact]
    public void IsUnsettled_PersonWhoStandsOrWalks_IsAsTheyMove()
    {
        for (var i = 0; i < 30; i++)
        {
            See(i, (At(100), Red), (At(300 + (6 * i)), Blue));
        }

        Assert.All(_tracker.Tracks, static track => Assert.False(track.IsUnsettled));
        for (var i = 30; i < 34; i++)
        {
            _tracker.Predict(MediaTime.FromSeconds(i * 0.04));
        }

        Assert.False(_tracker.Tracks[0].IsUnsettled);
        Assert.True(_tracker.Tracks[1].IsUnsettled);
        See(34, (At(300 + (6 * 34)), Blue));
        Assert.True(_tracker.Tracks[0].IsUnsettled, "lost");
        Assert.False(_tracker.Tracks[1].IsUnsettled);
    }

    internal static Appearance Clothes(int luma, int hue)
    {
        var look = default(Appearance);
        for (var band = 0; band < 2; band++)
        {
            look[(band * 15) + luma] = 0.8f;
            look[(band * 15) + 7 - luma] = 0.2f;
            look[(band * 15) + hue] = 1;
        }

        return look;
    }

    internal static Detection At(float x, float y = 200) => new(BoundingBox.FromCenter(new Vector2(x, y), 80, 200), 0.9f);

    private void See(int frame, params (Detection Detection, Appearance Look)[] people) => _tracker.Update(
        Array.ConvertAll(people, static person => person.Detection), MediaTime.FromSeconds(frame * 0.04), Array.ConvertAll(people, static person => new SeenLook(person.Look)));
}
