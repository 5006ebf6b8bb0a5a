using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Detecting;
using PoseStream.Core.Metrics.Matching;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class DetectionTests
{
    private static readonly BoundingBox Left = new(0, 0, 10, 20);
    private static readonly BoundingBox Right = new(100, 0, 110, 20);

    [Fact]
    public void Optimal_CrossedOverlaps_FindsBothPairs()
    {
        // The first overlaps both truths, the second only the first one: greedy by the best overlap would lose a pair.
        BoundingBox[] truths = [new(0, 0, 10, 10), new(3, 0, 13, 10)];
        BoundingBox[] found = [new(1, 0, 11, 10), new(-3, 0, 7, 10)];
        var truthOf = new int[2];
        Assert.Equal(2, BoxMatching.Optimal(found, truths, 0.5f, truthOf));
        Assert.Equal([1, 0], truthOf);
    }

    [Fact]
    public void Optimal_TooLittleOverlap_IsNoPair()
    {
        var truthOf = new int[1];
        Assert.Equal(0, BoxMatching.Optimal([new(0, 0, 10, 9)], [new(0, 0, 10, 20)], 0.5f, truthOf));
        Assert.Equal([BoxMatching.Nothing], truthOf);
    }

    [Fact]
    public void Greedy_TwoOnOneTruth_TheBetterScoreHasIt()
    {
        var truthOf = new int[2];
        BoxMatching.Greedy([new(Left with { X2 = 11 }, 0.9f), new(Left, 0.8f)], [Left], [], 0.5f, truthOf);
        Assert.Equal([0, BoxMatching.Nothing], truthOf);
    }

    [Fact]
    public void Greedy_IgnoredOverlapsMore_WantedIsTaken()
    {
        var truthOf = new int[1];
        BoxMatching.Greedy([new(Left, 0.9f)], [Left, Left with { X2 = 14 }], [true, false], 0.5f, truthOf);
        Assert.Equal([1], truthOf);
    }

    [Fact]
    public void Meter_HandWorked_TellsPrecisionRecallAndAp()
    {
        var meter = new DetectionMeter();
        meter.AddPicture([new(Left, 0.9f), new(new(50, 50, 60, 60), 0.8f)], [Left, Right]);
        meter.AddPicture([new(Right, 0.7f)], [Right]);
        meter.AddPicture([], []);

        // In order of score: hit, miss, hit; three truths. Recall 1/3 at precision 1 (points 0 to .33), 2/3 at precision 2/3 (.34 to .66).
        var results = meter.Results();
        Assert.Equal(((34 * 1) + (33 * 2.0 / 3)) / 101, results[0].Value, 1e-9);
        Assert.Equal(2.0 / 3, results[1].Value, 1e-9);
        Assert.Equal(2.0 / 3, results[2].Value, 1e-9);
        Assert.Equal(("AP@.50", 3L, "pictures"), (results[0].Name, results[0].Samples, results[0].SampleKind));
        Assert.All(results, result => Assert.InRange(result.Value, result.Low95!.Value, result.High95!.Value));
    }

    [Fact]
    public void Meter_IgnoredTruth_CountsNeitherAsFoundNorAsMissed()
    {
        var meter = new DetectionMeter();
        meter.AddPicture([new(Left, 0.9f)], [Left, Right], [true, false]);
        Assert.Equal(0, meter.Recall);
        Assert.True(double.IsNaN(meter.Precision));
        meter.AddPicture([], [Left], [true]);
        Assert.Equal(0, meter.Recall);
    }
}
