using PoseStream.Core.Time;
using PoseStream.Media.Clock;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class LiveClockTests
{
    private const long Second = 1_000_000_000;
    private static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly LiveClock _clock = new(LiveClock.ArrivalUncertainty);

    [Fact]
    public void At_NoReport_IsArrivalWithItsUncertainty()
    {
        var capture = At(1, 1);

        Assert.Equal(new CaptureTime(Start.AddSeconds(1), ClockSource.Arrival, LiveClock.ArrivalUncertainty), capture);
    }

    [Fact]
    public void At_StreamInSegments_IsSureOfNoMoreThanSomeSegments() =>
        Assert.Equal(LiveClock.SegmentUncertainty, new LiveClock(LiveClock.SegmentUncertainty).At(null, default, startsEpoch: false, Start).Uncertainty);

    [Fact]
    public void At_AfterAReport_CarriesItToFramesWithout()
    {
        // The picture of stamp 2 s was caught 0.3 s before it came.
        _clock.Observe(Start.AddSeconds(1.7), 2 * Second, Start.AddSeconds(2));

        var capture = At(5, 5.4);

        Assert.Equal(new CaptureTime(Start.AddSeconds(4.7), ClockSource.RtcpSenderReport, LiveClock.ReportUncertainty), capture);
    }

    [Fact]
    public void At_ChangeFromArrivalToReports_NeverGoesBackAndSaysHowUnsure()
    {
        At(1, 1);
        _clock.Observe(Start.AddSeconds(0.8), 1 * Second, Start.AddSeconds(1));

        var next = At(1.1, 1.1);

        Assert.Equal(ClockSource.RtcpSenderReport, next.Source);
        Assert.Equal(Start.AddSeconds(1).AddTicks(1000), next.Time);
        Assert.Equal(LiveClock.ReportUncertainty.TotalSeconds + 0.1, next.Uncertainty.TotalSeconds, 1e-3);
        Assert.Equal(Start.AddSeconds(1.8), At(2, 2).Time);
    }

    [Fact]
    public void At_CaptureLaterThanArrival_IsLessSure()
    {
        _clock.Observe(Start.AddSeconds(2.4), 2 * Second, Start.AddSeconds(2));

        Assert.Equal(LiveClock.ReportUncertainty.TotalSeconds + 0.4, At(3, 3).Uncertainty.TotalSeconds, 1e-6);
    }

    [Theory]
    [InlineData(-47_721.9)]
    [InlineData(47_721.9)]
    [InlineData(-31)]
    [InlineData(6)]
    public void Observe_ImplausibleReport_IsNotTaken(double off_s)
    {
        Assert.False(_clock.Observe(Start.AddSeconds(2 + off_s), 2 * Second, Start.AddSeconds(2)));

        Assert.Equal(ClockSource.Arrival, At(3, 3).Source);
    }

    [Fact]
    public void Observe_ImplausibleForLong_GivesUpWhatReportsSaidBefore()
    {
        Observe(2, -0.1);
        for (var at_s = 3; at_s < 23; at_s++)
        {
            Observe(at_s, 3600);
            Assert.Null(_clock.Implausible);
            Assert.Equal(ClockSource.RtcpSenderReport, At(at_s, at_s).Source);
        }

        Observe(23, 3600);

        Assert.Equal(3600, _clock.Implausible!.Value.TotalSeconds, 1e-3);
        Assert.Equal(new CaptureTime(Start.AddSeconds(24), ClockSource.Arrival, LiveClock.ArrivalUncertainty), At(24, 24));
    }

    [Fact]
    public void Observe_PlausibleAgainAfterGivingUp_IsTakenWithoutAnEpoch()
    {
        Observe(2, -0.1);
        Observe(3, 3600);
        Observe(23, 3600);

        Assert.False(Observe(30, -0.3));

        Assert.Null(_clock.Implausible);
        Assert.Equal((ClockSource.RtcpSenderReport, Start.AddSeconds(31.7)), (At(32, 32).Source, At(32, 32).Time.AddTicks(-1000)));
    }

    [Fact]
    public void Observe_ImplausibleAfterGoodReport_KeepsTheGoodOne()
    {
        _clock.Observe(Start.AddSeconds(1.9), 2 * Second, Start.AddSeconds(2));
        _clock.Observe(Start.AddSeconds(2.9 + 47_721.9), 3 * Second, Start.AddSeconds(3));

        Assert.Equal((ClockSource.RtcpSenderReport, Start.AddSeconds(3.9)), (At(4, 4).Source, At(4, 4).Time.AddTicks(-1000)));
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.1, true)]
    [InlineData(-1.1, true)]
    public void Observe_SenderClockSet_AsksForOneEpochOnlyBeyondASecondAndOnceReportsAgree(double step_s, bool expected)
    {
        Observe(2, -0.5);

        // A packet every 0.5 s, all with the same report until the next comes after 5 s.
        var asked = Enumerable.Range(6, 74).Select(i => i * 0.5).Where(at_s => Observe(at_s, -0.5 + step_s)).ToArray();

        Assert.Equal(expected ? [23.0] : [], asked);
    }

    [Fact]
    public void Observe_ReportsJitterByMoreThanASecond_BeginNoEpochAndMakeTheCaptureTimeUnsure()
    {
        Observe(2, -0.2);

        Assert.DoesNotContain(Enumerable.Range(3, 100), at_s => Observe(at_s, at_s % 2 == 0 ? -0.2 : -1.4));

        Observe(103, -1.4);
        Assert.Equal(-1.2, _clock.Disagreement.TotalSeconds, 1e-6);
        Assert.Equal(LiveClock.ReportUncertainty.TotalSeconds + 1.2, At(104, 104).Uncertainty.TotalSeconds, 1e-6);
        Observe(104, -0.2);
        Assert.Equal(TimeSpan.Zero, _clock.Disagreement);
    }

    [Fact]
    public void Observe_ClockDriftsSlowly_NeverAsksForAnEpoch() =>
        Assert.DoesNotContain(Enumerable.Range(0, 100), i => Observe(10 + (10 * i), -4 + (0.04 * i)));

    [Fact]
    public void At_NewEpoch_MayGoBack()
    {
        At(1, 1);
        _clock.Observe(Start.AddSeconds(0.8), 1 * Second, Start.AddSeconds(1));

        var capture = _clock.At((long)(1.1 * Second), default, startsEpoch: true, Start.AddSeconds(1.1));

        Assert.Equal(Start.AddSeconds(0.9), capture.Time);
    }

    [Fact]
    public void At_StampJumpsAwayFromItsReport_FallsBackToArrival()
    {
        _clock.Observe(Start.AddSeconds(1.9), 2 * Second, Start.AddSeconds(2));

        Assert.Equal(ClockSource.Arrival, At(5000, 3).Source);
        Assert.Equal(ClockSource.Arrival, _clock.At(null, default, false, Start.AddSeconds(4)).Source);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(20)]
    [InlineData(-3600)]
    [InlineData(60)]
    public void Observe_StampsJumped_AreByArrivalUntilAReportIsOfThemAndBeginNoOtherEpoch(double jump_s)
    {
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));

        // From second 11 on stamps are others; the last report is carried on to them until the next comes.
        var asked = ObserveJumped(11, jump_s, -0.25 + jump_s);
        var first = _clock.At(Stamp(11, jump_s), default, startsEpoch: true, Start.AddSeconds(11));
        asked |= ObserveJumped(12, jump_s, -0.25 + jump_s);
        var before = _clock.At(Stamp(12, jump_s), default, startsEpoch: false, Start.AddSeconds(12));

        Assert.Equal(new CaptureTime(Start.AddSeconds(11), ClockSource.Arrival, LiveClock.ArrivalUncertainty), first);
        Assert.Equal(new CaptureTime(Start.AddSeconds(12), ClockSource.Arrival, LiveClock.ArrivalUncertainty), before);
        for (var at_s = 14; at_s < 60; at_s++)
        {
            asked |= ObserveJumped(at_s, jump_s, -0.25);
            Assert.Equal(
                new CaptureTime(Start.AddSeconds(at_s - 0.25), ClockSource.RtcpSenderReport, LiveClock.ReportUncertainty),
                _clock.At(Stamp(at_s, jump_s), default, startsEpoch: false, Start.AddSeconds(at_s)));
        }

        Assert.False(asked);
    }

    [Fact]
    public void Observe_StampsJumpedAndTheSendersClockWithThem_IsBelievedAfterAWhile()
    {
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));
        _clock.At(Stamp(11, -5), default, startsEpoch: true, Start.AddSeconds(11));

        var asked = Enumerable.Range(12, 40).Where(at_s => ObserveJumped(at_s, -5, -5.25)).ToArray();

        Assert.Empty(asked);
        var capture = _clock.At(Stamp(52, -5), default, startsEpoch: false, Start.AddSeconds(52));
        Assert.Equal((ClockSource.RtcpSenderReport, Start.AddSeconds(46.75)), (capture.Source, capture.Time));
    }

    [Fact]
    public void Observe_StampsJumpedBehindAFrameWithoutOne_AreByArrivalAllTheSame()
    {
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));
        _clock.At(null, default, startsEpoch: false, Start.AddSeconds(11));
        ObserveJumped(12, -5, -5.25);

        var capture = _clock.At(Stamp(12, -5), default, startsEpoch: true, Start.AddSeconds(12));

        Assert.Equal(new CaptureTime(Start.AddSeconds(12), ClockSource.Arrival, LiveClock.ArrivalUncertainty), capture);
    }

    [Fact]
    public void At_StreamSkipsToNowAfterAStandstill_KeepsWhatTheReportsSaid()
    {
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));

        // Twelve seconds nothing came, then a frame of that time, and then those of now: the timeline takes the step for a jump.
        _clock.At(Stamp(10.2, 0), default, startsEpoch: false, Start.AddSeconds(22));
        var capture = _clock.At(Stamp(22, 0), default, startsEpoch: true, Start.AddSeconds(22.1));

        Assert.Equal(new CaptureTime(Start.AddSeconds(21.75), ClockSource.RtcpSenderReport, LiveClock.ReportUncertainty), capture);
    }

    [Fact]
    public void At_EpochOfASenderClockThatWasSet_KeepsWhatItSaysNow()
    {
        // Set back by ten seconds; when that has lasted, the network has just held a packet up for two.
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));
        var asked = Enumerable.Range(11, 21).Count(at_s => ObserveJumped(at_s, 0, -10.25));

        var capture = _clock.At(Stamp(31, 0), default, startsEpoch: true, Start.AddSeconds(33));

        Assert.Equal(1, asked);
        Assert.Equal((ClockSource.RtcpSenderReport, Start.AddSeconds(20.75)), (capture.Source, capture.Time));
    }

    [Fact]
    public void At_PauseInTheStream_KeepsWhatTheReportsSaid()
    {
        ObserveJumped(10, 0, -0.25);
        _clock.At(Stamp(10, 0), default, startsEpoch: false, Start.AddSeconds(10));

        // Stamps went on with the time: whoever begins an epoch here does not doubt them.
        var capture = _clock.At(Stamp(40, 0), default, startsEpoch: true, Start.AddSeconds(40));

        Assert.Equal(new CaptureTime(Start.AddSeconds(39.75), ClockSource.RtcpSenderReport, LiveClock.ReportUncertainty), capture);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(8)]
    public void At_MachineClockSetBack_GoesOnFromThereAndAsksForAnEpoch(double step_s)
    {
        At(9, 9);
        var before = At(10, 10);

        var capture = At(11, 11 - step_s);
        var next = At(12, 12 - step_s);

        Assert.Equal(Start.AddSeconds(11 - step_s), capture.Time);
        Assert.Equal(before.Time + TimeSpan.FromTicks(1000) - capture.Time, capture.SetBack);
        Assert.Equal(new CaptureTime(Start.AddSeconds(12 - step_s), ClockSource.Arrival, LiveClock.ArrivalUncertainty), next);
    }

    [Fact]
    public void At_MachineClockSetBackWithReports_GoesOnFromThere()
    {
        Observe(9, -0.1);
        At(10, 10);

        var capture = At(11, 11 - 3600);

        Assert.Equal((ClockSource.Arrival, Start.AddSeconds(11 - 3600)), (capture.Source, capture.Time));
        Assert.True(capture.SetBack > TimeSpan.Zero);
    }

    [Fact]
    public void At_MachineClockSetBackALittle_CreepsOnAsBefore()
    {
        var before = At(10, 10);

        var capture = At(11, 8);

        Assert.Equal((before.Time.AddTicks(1000), TimeSpan.Zero), (capture.Time, capture.SetBack));
    }

    private static long Stamp(double at_s, double jump_s) => (long)((4000 + at_s + jump_s) * Second);

    private bool ObserveJumped(double at_s, double jump_s, double late_s) => _clock.Observe(Start.AddSeconds(at_s + late_s), Stamp(at_s, jump_s), Start.AddSeconds(at_s));

    private bool Observe(double stamp_s, double offset_s) => _clock.Observe(Start.AddSeconds(stamp_s + offset_s), (long)(stamp_s * Second), Start.AddSeconds(stamp_s));

    private CaptureTime At(double stamp_s, double arrival_s) => _clock.At((long)(stamp_s * Second), default, startsEpoch: false, Start.AddSeconds(arrival_s));
}
