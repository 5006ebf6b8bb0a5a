using PoseStream.Daemon.Demonstrating;
using PoseStream.Synthesis.Truth;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class CameraScoreTests
{
    private readonly CameraScore _score = new();
    private readonly PersonTruth _left = Acted.Person(0);
    private readonly PersonTruth _right = Acted.Person(1, x: 300);

    [Fact]
    public void Add_TracksStay_CountsNoSwitch()
    {
        for (var i = 0; i < 3; i++)
        {
            Add([_left, _right], Acted.Found(_left, 7), Acted.Found(_right, 8));
        }

        Assert.Equal(0, _score.IdSwitches);
        Assert.Equal(2, _score.PeopleNow);
    }

    [Fact]
    public void Add_TracksChangePlaces_CountsTwoSwitches()
    {
        Add([_left, _right], Acted.Found(_left, 7), Acted.Found(_right, 8));
        Add([_left, _right], Acted.Found(_left, 8), Acted.Found(_right, 7));
        Assert.Equal(2, _score.IdSwitches);
    }

    [Fact]
    public void Add_NewVisitWithANewTrack_IsNoSwitch()
    {
        Add([_left], Acted.Found(_left, 7));
        Add(1, [_left], person => 100 + (ulong)person, Acted.Found(_left, 8));
        Assert.Equal(0, _score.IdSwitches);
    }

    [Fact]
    public void Add_NewEpochWithNewTracks_IsNoSwitch()
    {
        Add([_left], Acted.Found(_left, 7));
        Add(2, [_left], person => (ulong)person, Acted.Found(_left, 9));
        Assert.Equal(0, _score.IdSwitches);
    }

    [Fact]
    public void Add_TrackOfSomebodyBarelyThereChanges_IsNoSwitch()
    {
        var hidden = Acted.Person(0, visibleShare: 0.2f);
        Add([hidden], Acted.Found(hidden, 7));
        Add([hidden], Acted.Found(hidden, 8));
        Assert.Equal(0, _score.IdSwitches);
    }

    [Fact]
    public void Add_FrameWithoutTruth_CountsItsLatencyOnly()
    {
        _score.Add(1, TimeSpan.FromMilliseconds(40), FoundPerson.In(Acted.Frame(Acted.Found(_left, 7))), null);
        Assert.Equal(40, _score.Latency.At(0.5), 0.05);
        Assert.Equal(double.NaN, _score.Accuracy.Recall);
    }

    private void Add(PersonTruth[] people, params Person[] found) => Add(1, people, person => (ulong)person, found);

    private void Add(ulong epoch, PersonTruth[] people, Func<int, ulong> identityOf, params Person[] found) =>
        _score.Add(epoch, TimeSpan.FromMilliseconds(10), FoundPerson.In(Acted.Frame(found)), FrameTruth.Of(Acted.Picture(people), identityOf));
}
