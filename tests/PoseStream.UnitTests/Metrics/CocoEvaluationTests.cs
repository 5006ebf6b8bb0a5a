using PoseStream.Core.Metrics.Coco;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

/// <summary>The rules of COCO's evaluation one by one, worked by hand; that the whole agrees with the original is shown with its own files.</summary>
public sealed class CocoEvaluationTests
{
    private static readonly CocoBox Here = new(0, 0, 100, 100);
    private static readonly CocoBox There = new(500, 0, 100, 100);

    [Fact]
    public void Boxes_AllFound_EveryFigureIsOneAndSizesWithoutTruthAreNotANumber()
    {
        var values = Evaluate([Truth(Here)], [Found(Here, 0.5)]);
        Assert.Equal(1, values["AP"], 1e-12);
        Assert.Equal(1, values["AP large"], 1e-12);
        Assert.True(double.IsNaN(values["AP small"]));
        Assert.True(double.IsNaN(values["AR medium"]));
    }

    [Fact]
    public void Boxes_PartialOverlap_CountsToItsThreshold()
    {
        // IoU .76: the thresholds .50 to .75 are passed, six of ten.
        var values = Evaluate([Truth(Here)], [Found(Here with { Width = 76 }, 0.5)]);
        Assert.Equal(0.6, values["AP"], 1e-12);
        Assert.Equal(1, values["AP@.75"], 1e-12);
    }

    [Fact]
    public void Boxes_CrowdFound_IsNeitherRightNorWrongHoweverOften()
    {
        var crowd = Truth(There) with { IsCrowd = true };
        var values = Evaluate([Truth(Here), crowd], [Found(new CocoBox(510, 10, 20, 20), 0.9), Found(new CocoBox(550, 10, 20, 20), 0.8), Found(Here, 0.5)]);
        Assert.Equal(1, values["AP"], 1e-12);
    }

    [Fact]
    public void Boxes_OptionalTruthOverlapsMore_TheWantedOneIsTaken()
    {
        // The medium truth fits exactly but need not be found when large ones are asked for; the large one overlaps by .80 and is taken: seven of ten thresholds.
        CocoTruth[] truths = [Truth(new CocoBox(0, 0, 90, 100)) with { Area = 5000 }, Truth(new CocoBox(0, 0, 100, 112)) with { Area = 11_000 }];
        Assert.Equal(0.7, Evaluate(truths, [Found(new CocoBox(0, 0, 90, 100), 0.9)])["AP large"], 1e-12);
    }

    [Fact]
    public void Boxes_FoundTwice_TheSecondIsWrongButNotFirst()
    {
        // The better score is the hit: precision stays 1 up to full recall.
        Assert.Equal(1, Evaluate([Truth(Here)], [Found(Here, 0.9), Found(Here, 0.8)])["AP"], 1e-12);
        Assert.Equal(0.5, Evaluate([Truth(Here)], [Found(There, 0.9), Found(Here, 0.8)])["AP"], 1e-12);
    }

    [Fact]
    public void Boxes_OtherSize_NeitherTheTruthNorTheUnmatchedCount()
    {
        // Asked for large: the medium truth and the medium ghost are left out; the large ghost is wrong.
        CocoTruth[] truths = [Truth(Here), Truth(new CocoBox(0, 500, 40, 40))];
        Assert.Equal(1, Evaluate(truths, [Found(new CocoBox(900, 900, 40, 40), 0.9), Found(Here, 0.8)])["AP large"], 1e-12);
        Assert.Equal(0.5, Evaluate(truths, [Found(There, 0.9), Found(Here, 0.8)])["AP large"], 1e-12);
        Assert.Equal(0, Evaluate(truths, [Found(There, 0.9), Found(Here, 0.8)])["AP medium"], 1e-12);
    }

    [Fact]
    public void Boxes_LimitOfOneResult_OnlyTheBestScoreCounts()
    {
        var values = Evaluate([Truth(Here), Truth(There)], [Found(Here, 0.9), Found(There, 0.8)]);
        Assert.Equal(0.5, values["AR 1 a picture"], 1e-12);
        Assert.Equal(1, values["AR 10 a picture"], 1e-12);
    }

    [Fact]
    public void Boxes_TwoCategories_AreAveragedAndUnknownOnesIgnored()
    {
        var cat = Truth(There) with { Category = 2 };
        var ghost = Found(Here, 1) with { Category = 9 };
        Assert.Equal(0.5, Evaluate([Truth(Here), cat], [Found(Here, 0.5), ghost])["AP"], 1e-12);
    }

    [Fact]
    public void Similarity_OneSigmaOff_IsTheClosedForm()
    {
        // Every keypoint off by 2 sigma sqrt(area): exp(-1/2).
        var sigmas = KeypointSimilarity.PersonSigmas.ToArray();
        double[] truth = [.. Enumerable.Range(0, 17).SelectMany(i => new double[] { 50, 50, 2 })];
        double[] found = [.. sigmas.SelectMany(sigma => new[] { 50 + (2 * sigma * 100), 50, 1 })];
        Assert.Equal(Math.Exp(-0.5), KeypointSimilarity.Of(found, Truth(Here) with { Keypoints = truth }, sigmas), 1e-9);
    }

    [Fact]
    public void Similarity_UnlabelledKeypoint_IsNotCounted()
    {
        double[] truth = [50, 50, 2, 0, 0, 0];
        Assert.Equal(1, KeypointSimilarity.Of([50, 50, 1, 999, 999, 1], Truth(Here) with { Keypoints = truth }, [0.1, 0.1]), 1e-12);
    }

    [Fact]
    public void Similarity_NothingLabelled_IsOneWithinTwiceTheBox()
    {
        // Twice the box reaches from -100 to 200; 210 is 10 px outside: exp(-100 / (4 sigma²) / area / 2).
        var truth = Truth(Here) with { Keypoints = new double[3] };
        Assert.Equal(1, KeypointSimilarity.Of([199, -99, 1], truth, [0.1]), 1e-12);
        Assert.Equal(Math.Exp(-100 / 0.04 / 10_000 / 2), KeypointSimilarity.Of([210, 0, 1], truth, [0.1]), 1e-9);
    }

    private static CocoTruth Truth(CocoBox box) => new(1, 1, box, box.Area, false, [], 0);

    private static CocoPrediction Found(CocoBox box, double score) => new(1, 1, score, box, []);

    private static Dictionary<string, double> Evaluate(CocoTruth[] truths, CocoPrediction[] found) =>
        CocoEvaluation.Evaluate([1, 2], truths, found, CocoTask.Boxes).ToDictionary(result => result.Name, result => result.Value);
}
