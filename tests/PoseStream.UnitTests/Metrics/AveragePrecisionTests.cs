using PoseStream.Core.Metrics;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class AveragePrecisionTests
{
    [Fact]
    public void Of_AllFound_IsOne() => Assert.Equal(1, AveragePrecision.Of([true, true], [], 2), 1e-12);

    [Fact]
    public void Of_NothingFound_IsNought() => Assert.Equal(0, AveragePrecision.Of([false, false], [], 2));

    [Fact]
    public void Of_NoDetection_IsNought() => Assert.Equal(0, AveragePrecision.Of([], [], 2));

    [Fact]
    public void Of_NothingToFind_IsNotANumber() => Assert.True(double.IsNaN(AveragePrecision.Of([false], [], 0)));

    [Fact]
    public void Of_HalfFoundFirst_HoldsToHalfTheRecall() =>
        // Precision 1 at recall 0, .01 … .50: 51 of 101 points.
        Assert.Equal(51.0 / 101, AveragePrecision.Of([true, false], [], 2), 1e-12);

    [Fact]
    public void Of_WrongOneFirst_TakesTheBestPrecisionAtHigherRecall() =>
        // Precisions 0, 1/2, 2/3: 2/3 is reached at full recall and counts at every lower one.
        Assert.Equal(2.0 / 3, AveragePrecision.Of([false, true, true], [], 2), 1e-12);

    [Fact]
    public void Of_AnyRow_IsWhatCocoDescribes()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 300; trial++)
        {
            bool[] hits = [.. Enumerable.Range(0, 12).Select(_ => random.Next(2) == 0)];
            int[] weights = [.. hits.Select(_ => random.Next(4))];
            var truths = hits.Zip(weights).Sum(pair => pair.First ? pair.Second : 0) + 3;
            Assert.Equal(Plain(hits, weights, truths), AveragePrecision.Of(hits, weights, truths), 1e-12);
        }
    }

    /// <summary>Word for word: at each recall the best precision at that recall or a higher one.</summary>
    private static double Plain(bool[] hits, int[] weights, int truths)
    {
        var points = Enumerable.Range(1, hits.Length).Select(taken =>
        {
            var right = hits.Zip(weights).Take(taken).Sum(pair => pair.First ? pair.Second : 0);
            return (Recall: (double)right / truths, Precision: right / Math.Max(1.0, weights.Take(taken).Sum()));
        }).ToArray();
        return Enumerable.Range(0, 101).Average(i => points.Where(point => point.Recall >= i * 0.01).Select(point => point.Precision).DefaultIfEmpty(0).Max());
    }
}
