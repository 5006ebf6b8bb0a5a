using PoseStream.Daemon.Demonstrating;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class LatencyHistogramTests
{
    private readonly LatencyHistogram _histogram = new();

    [Fact]
    public void At_NothingAdded_IsNotANumber() => Assert.Equal(double.NaN, _histogram.At(0.5));

    [Fact]
    public void At_HundredValues_IsTheNearestRank()
    {
        for (var i = 100; i > 0; i--)
        {
            _histogram.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal([50, 95, 99, 100, 1], new[] { 0.5, 0.95, 0.99, 1, 0 }.Select(share => Math.Round(_histogram.At(share), 1)));
    }

    [Fact]
    public void At_ValuesOutOfRange_CountAtTheEnds()
    {
        _histogram.Add(TimeSpan.FromMilliseconds(-3));
        _histogram.Add(TimeSpan.FromMinutes(2));
        Assert.Equal(0, _histogram.At(0.5));
        Assert.Equal(20_000, _histogram.At(1), 0.01);
    }
}
