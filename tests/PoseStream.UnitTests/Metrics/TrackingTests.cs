using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Tracks;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

/// <summary>Cases worked by hand. "1A" is person 1 at place A; places are far apart.</summary>
public sealed class TrackingTests
{
    private readonly ClearMotMeter _clear = new();
    private readonly IdentityMeter _identity = new();

    [Fact]
    public void Perfect_EverythingIsOne()
    {
        for (var i = 0; i < 5; i++)
        {
            Frame("1A 2B", "7A 8B");
        }

        Assert.Equal(1, Value("MOTA"));
        Assert.Equal(1, Value("MOTP"));
        Assert.Equal(0, Value("id switches"));
        Assert.Equal(1, Value("IDF1"));
    }

    [Fact]
    public void TracksSwapped_TwoSwitchesAndThePairingOfTheLongerPart()
    {
        Frame("1A 2B", "7A 8B");
        Frame("1A 2B", "7A 8B");
        Frame("1A 2B", "7A 8B");
        Frame("1A 2B", "8A 7B");
        Frame("1A 2B", "8A 7B");

        // 10 truths, no miss, no false positive, 2 switches: MOTA 0.8. Identities 1-7 and 2-8 hold in 3 frames each: IDTP 6, IDF1 2·6 / (10 + 10).
        Assert.Equal(2, Value("id switches"));
        Assert.Equal(0.8, Value("MOTA"), 1e-12);
        Assert.Equal(0.6, Value("IDF1"), 1e-12);
    }

    [Fact]
    public void LostAndFoundUnderAnotherNumber_OneSwitchHoweverLongAgo()
    {
        Frame("1A", "7A");
        Frame("1A", "");
        Frame("1A", "");
        Frame("1A", "9A");

        // 4 truths, 2 misses, 1 switch: MOTA 1/4. IDTP 1 (either track), 2 predicted: IDF1 2·1 / (4 + 2), IDP 1/2, IDR 1/4.
        Assert.Equal((2, 1), (Value("misses"), Value("id switches")));
        Assert.Equal(0.25, Value("MOTA"), 1e-12);
        Assert.Equal(1.0 / 3, Value("IDF1"), 1e-12);
        Assert.Equal((0.5, 0.25), (Value("IDP"), Value("IDR")));
    }

    [Fact]
    public void GhostsAndMisses_MotaFallsBelowNought()
    {
        Frame("1A", "7B 8C");
        Frame("1A", "7B");
        Assert.Equal((2, 3), (Value("misses"), Value("false positives")));
        Assert.Equal(-1.5, Value("MOTA"), 1e-12);
        Assert.Equal(0, Value("IDF1"));
        Assert.Equal(0, Value("recall"));
    }

    [Fact]
    public void KeptTrack_BeatsANearerNewOne()
    {
        // In the second frame track 9 lies exactly on the truth and track 7 still overlaps by 2/3: the pair of the frame before is kept.
        Add([Box(1, 0)], [Box(7, 0)]);
        Add([Box(1, 0)], [Box(7, 2), Box(9, 0)]);
        Assert.Equal(0, Value("id switches"));
        Assert.Equal(1, Value("false positives"));
        Assert.Equal((1 + (8.0 / 12)) / 2, Value("MOTP"), 1e-6);
    }

    [Fact]
    public void TooLittleOverlap_IsAMissAndAFalsePositive()
    {
        Add([Box(1, 0)], [Box(7, 5)]);
        Assert.Equal((1, 1), (Value("misses"), Value("false positives")));
        Assert.Equal(-1, Value("MOTA"));
    }

    [Fact]
    public void OptionalTruth_KeepsItsTrackAndCountsForNothing()
    {
        // Person 2 is hidden from the second frame on, where their track 8 lies nearer to person 1, whose track is missing.
        _clear.AddFrame([Box(1, 0), Box(2, 6)], [Box(7, 0), Box(8, 6)]);
        _clear.AddFrame([Box(1, 0), Box(2, 3)], [Box(8, 1)], [false, true]);
        Assert.Equal((0, 1, 0), (Value("id switches"), Value("misses"), Value("false positives")));
        Assert.Equal(1 - (1.0 / 3), Value("MOTA"), 1e-12);
    }

    [Fact]
    public void OptionalTruth_FlagsOfAnotherFrame_AreRefused() => Assert.Throws<ArgumentException>(() => _clear.AddFrame([Box(1, 0), Box(2, 100)], [], [true]));

    [Fact]
    public void OptionalTruth_MissedIsNoMistake()
    {
        _clear.AddFrame([Box(1, 0), Box(2, 100)], [Box(7, 0)], [false, true]);
        Assert.Equal((0, 0, 1), (Value("misses"), Value("false positives"), Value("MOTA")));
    }

    [Fact]
    public void NewSequence_SameNumbersAreOtherPeople()
    {
        Frame("1A", "7A");
        _clear.StartSequence();
        _identity.StartSequence();
        Frame("1A", "8A");
        Assert.Equal(0, Value("id switches"));
        Assert.Equal(1, Value("IDF1"));
    }

    [Fact]
    public void LongRun_SumsAndIntervalsHold()
    {
        // Every tenth frame the person is missed: MOTA and recall 0.9; IDF1 2·0.9 / 1.9.
        for (var i = 0; i < 3000; i++)
        {
            Frame("1A", i % 10 == 3 ? "" : "7A");
        }

        Assert.Equal(0.9, Value("MOTA"), 1e-12);
        Assert.Equal(1.8 / 1.9, Value("IDF1"), 1e-12);
        var interval = Result("IDF1");
        Assert.InRange(interval.High95!.Value - interval.Low95!.Value, 0, 0.02);
    }

    private static TrackedBox Box(ulong identity, float x) => new(identity, new BoundingBox(x, 0, x + 10, 10));

    private static TrackedBox[] Boxes(string frame) =>
        [.. frame.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Box((ulong)(word[0] - '0'), 100 * (word[1] - 'A')))];

    private void Frame(string truths, string tracks) => Add(Boxes(truths), Boxes(tracks));

    private void Add(TrackedBox[] truths, TrackedBox[] tracks)
    {
        _clear.AddFrame(truths, tracks);
        _identity.AddFrame(truths, tracks);
    }

    private MetricResult Result(string name) => _clear.Results().Concat(_identity.Results()).Single(result => result.Name == name);

    private double Value(string name) => Result(name).Value;
}
