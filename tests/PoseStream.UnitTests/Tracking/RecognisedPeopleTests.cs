using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

/// <summary>What the tracker makes of detections about which a re-identification network was asked; everybody wears the same.</summary>
public sealed class RecognisedPeopleTests
{
    private static readonly EmbeddingSpace Space = new(3, 0.8f, 0.5f);
    private static readonly Embedding Ann = Of(1, 0, 0);
    private static readonly Embedding Bob = Of(0, 1, 0);
    private static readonly Embedding Unknown = Of(0, 0, 0);

    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Update_TwoChangePlacesUnseen_AreKnownByTheirLooksOnly(bool isAsked)
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), isAsked ? Ann : null), (At(180), isAsked ? Bob : null));
        }

        See(10);
        See(11);
        See(12, (At(130), isAsked ? Bob : null), (At(150), isAsked ? Ann : null));
        Assert.Equal(isAsked ? [2ul, 1ul] : [1ul, 2ul], FromTheLeft());
    }

    [Fact]
    public void Update_NetworkKnowsNobody_IsAsWithoutIt()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Unknown), (At(180), Unknown));
        }

        See(10);
        See(11);
        See(12, (At(130), Unknown), (At(150), Unknown));
        Assert.Equal([1ul, 2ul], FromTheLeft());
    }

    [Fact]
    public void Update_SomebodyElseWhereOneWasLost_IsSomebodyNew()
    {
        for (var i = 0; i < 10; i++)
        {
            See(i, (At(100), Ann));
        }

        for (var i = 10; i < 20; i++)
        {
            See(i);
        }

        See(20, (At(104), Bob));
        Assert.Equal([TrackState.Lost, TrackState.Tentative], _tracker.Tracks.Select(static track => track.State));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Update_SecondBoxAbout_IsSomebodyOnlyWhereTheyLookAnother(bool isAnother, int tracks)
    {
        for (var i = 0; i < 20; i++)
        {
            See(i, (At(100), Ann), (new Detection(new BoundingBox(50, 90, 170, 310), 0.6f), isAnother ? Bob : Ann));
        }

        Assert.Equal(tracks, _tracker.Tracks.Count);
    }

    [Fact]
    public void Update_OneStrangeSightOfMany_ChangesNobody()
    {
        for (var i = 0; i < 20; i++)
        {
            See(i, (At(100), i == 7 ? Of(0.5f, 0, 1) : Ann), (At(180), Bob));
        }

        See(20);
        See(21);
        See(22, (At(130), Bob), (At(150), Ann));
        Assert.Equal([2ul, 1ul], FromTheLeft());
    }

    [Fact]
    public void WantsEmbedding_SomebodyNew_IsAskedUntilKnown()
    {
        Assert.True(Wants(0, At(100)));
        See(0, (At(100), Ann));
        Assert.True(Wants(1, At(100)), "tentative");
        See(1, (At(100), Ann));
        See(2, (At(100), Ann));
        Assert.False(Wants(3, At(101)));
    }

    [Fact]
    public void WantsEmbedding_SomebodyWhoStands_IsAskedOnceASecond()
    {
        var asked = 0;
        for (var i = 0; i < 100; i++)
        {
            var wants = Wants(i, At(100));
            asked += wants ? 1 : 0;
            See(i, (At(100), wants ? Ann : null));
        }

        // Three times before they are confirmed, and in four seconds.
        Assert.InRange(asked, 5, 7);
    }

    [Fact]
    public void WantsEmbedding_WhereItIsNotClearWhoThatIs_IsTrue()
    {
        for (var i = 0; i < 5; i++)
        {
            See(i, (At(100), Ann), (At(300), Bob));
        }

        Assert.False(Wants(5, At(100), At(300)));
        Assert.True(Wants(5, At(100), At(150)), "beside another detection");
        Assert.True(Wants(5, At(125), At(300)), "moved too far to be sure");
        Assert.True(Wants(5, At(200)), "where nobody was");
        See(5, (At(300), null));
        Assert.True(Wants(6, At(100), At(300)), "lost");
    }

    [Theory]
    [InlineData(0.3f, 40, 200)]
    [InlineData(float.NaN, 40, 200)]
    [InlineData(0.9f, 40, 0)]
    [InlineData(0.9f, 40, float.NaN)]
    public void WantsEmbedding_DoubtfulOrNoBox_IsFalse(float score, float width, float height) =>
        Assert.False(Wants(0, new Detection(BoundingBox.FromCenter(new Vector2(100, 100), width, height), score)));

    [Fact]
    public void Update_WithEmbeddings_AllocatesNothing()
    {
        Detection[] detections = [At(100), At(180)];
        SeenLook[] looks = [new(default, Ann), new(default, Bob)];
        for (var i = 0; i < 10; i++)
        {
            _tracker.Update(detections, Time(i), looks);
        }

        var next = 10;
        Assert.Equal(0, Allocation.Of(Run));

        void Run()
        {
            _tracker.WantsEmbedding(detections, 0, Time(next));
            _tracker.Update(detections, Time(next++), looks);
        }
    }

    private static Appearance Clothes()
    {
        var look = default(Appearance);
        (look[0], look[8], look[15], look[23]) = (1, 1, 1, 1);
        return look;
    }

    private static Embedding Of(params ReadOnlySpan<float> vector)
    {
        var embedding = new Embedding(Space);
        embedding.Take(vector);
        return embedding;
    }

    private static Detection At(float x) => new(BoundingBox.FromCenter(new Vector2(x, 200), 80, 200), 0.9f);

    private static MediaTime Time(int frame) => MediaTime.FromSeconds(frame * 0.04);

    private IEnumerable<ulong> FromTheLeft() => _tracker.Tracks.OrderBy(static track => track.Box.X1).Select(static track => track.Id.Value);

    /// <summary>Of the first detection.</summary>
    private bool Wants(int frame, params Detection[] detections) => _tracker.WantsEmbedding(detections, 0, Time(frame));

    private void See(int frame, params (Detection Detection, Embedding? Embedding)[] people) => _tracker.Update(
        Array.ConvertAll(people, static person => person.Detection), Time(frame), Array.ConvertAll(people, static person => new SeenLook(Clothes(), person.Embedding)));
}
