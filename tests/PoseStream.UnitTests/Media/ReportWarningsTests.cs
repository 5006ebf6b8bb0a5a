using PoseStream.Media;
using PoseStream.Media.Clock;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class ReportWarningsTests
{
    // What FFmpeg is off by from a wrap of the 32-bit RTP time stamp, at 90 kHz, to the camera's next report.
    private const double Wrap_s = 47_721.9;
    private const long Second = 1_000_000_000;
    private static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly LiveClock _clock = new(LiveClock.ArrivalUncertainty);
    private readonly LogCollector _log = new();
    private readonly ReportWarnings _warnings;

    public ReportWarningsTests() => _warnings = new ReportWarnings(_clock, _log, "front");

    [Theory]
    [InlineData(Wrap_s)]
    [InlineData(-Wrap_s)]
    public void Tell_WrapUntilTheNextReport_IsSilent(double off_s)
    {
        Report(0, 10, -0.1);
        Report(11, 16, off_s);
        Report(17, 60, -0.1);

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void Tell_ImplausibleThatLasts_IsToldOnce()
    {
        Report(0, 60, 3600);

        Assert.Equal(2008, Assert.Single(_log.Entries).Event.Id);
    }

    [Fact]
    public void Tell_ImplausibleAgainAfterReportsWereBelieved_IsToldAgain()
    {
        Report(0, 30, 3600);
        Report(31, 40, -0.1);
        Report(41, 70, 3600);

        Assert.Equal([2008, 2008], _log.Entries.Select(static entry => entry.Event.Id));
    }

    private void Report(int from_s, int to_s, double off_s)
    {
        for (var at_s = from_s; at_s <= to_s; at_s++)
        {
            _clock.Observe(Start.AddSeconds(at_s + off_s), at_s * Second, Start.AddSeconds(at_s));
            _warnings.Tell();
        }
    }
}
