using PoseStream.Core.Time;
using PoseStream.Media.Clock;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class FileClockTests
{
    private static readonly DateTimeOffset Opened = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void At_AnyArrival_CountsFromOpening()
    {
        var capture = new FileClock(Opened).At(99, MediaTime.FromSeconds(2.5), false, Opened.AddHours(1));

        Assert.Equal((Opened.AddSeconds(2.5), ClockSource.FilePts), (capture.Time, capture.Source));
    }

    [Fact]
    public void At_NewEpoch_GoesOnWhereTheLastEnded()
    {
        var clock = new FileClock(Opened);
        var before = clock.At(0, MediaTime.FromSeconds(2), false, Opened);

        var first = clock.At(0, MediaTime.FromSeconds(0), true, Opened);
        var second = clock.At(0, MediaTime.FromSeconds(1), false, Opened);

        Assert.True(first.Time > before.Time);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Time - first.Time);
    }
}
