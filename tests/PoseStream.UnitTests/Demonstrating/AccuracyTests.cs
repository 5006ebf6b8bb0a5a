using System.Numerics;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Synthesis.Truth;
using PoseStream.V1;
using Xunit;
using Vector3 = System.Numerics.Vector3;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class AccuracyTests
{
    private readonly Accuracy _accuracy = new();

    [Fact]
    public void Add_EverybodyRight_HasNoError()
    {
        PersonTruth[] people = [Acted.Person(0), Acted.Person(1, x: 300)];
        Add(people, Acted.Found(people[1], 2), Acted.Found(people[0], 1));
        Assert.Equal((2, 2), (_accuracy.PeopleTruth, _accuracy.PeopleMatched));
        Assert.Equal((1, 1), (_accuracy.Recall, _accuracy.Precision));
        Assert.Equal(0, _accuracy.Mpjpe_m, 1e-6);
        Assert.Equal(0, _accuracy.PaMpjpe_m, 1e-5);
        Assert.Equal(0, _accuracy.Mrpe_m, 1e-6);
    }

    [Fact]
    public void Add_LatePositions_AreComparedWithTheTruthOfTheirTime()
    {
        // The person is a metre further by now.
        var (then, now) = (Acted.Person(0), Acted.Person(1));
        var before = FrameTruth.Of(Acted.Picture(then), static person => (ulong)person);
        var late = Acted.Found(then, 1);
        late.PositionDelay = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromMilliseconds(67));
        var truth = FrameTruth.Of(Acted.Picture(now with { Person = 0 }), static person => (ulong)person);
        _accuracy.Add(truth, FoundPerson.In(Acted.Frame(late)), delay => delay == TimeSpan.FromMilliseconds(67) ? before : null);
        Assert.Equal(0, _accuracy.Mrpe_m, 1e-6);
        Assert.Equal(0, _accuracy.Mpjpe_m, 1e-6);
        _accuracy.Add(truth, FoundPerson.In(Acted.Frame(late)), static _ => null);
        Assert.Equal((2, 2), (_accuracy.PeopleTruth, _accuracy.PeopleMatched));
        Assert.Equal(0, _accuracy.Mrpe_m, 1e-6);
    }

    [Fact]
    public void Add_OneMissedAndOneInvented_CountsBoth()
    {
        PersonTruth[] people = [Acted.Person(0), Acted.Person(1, x: 300)];
        Add(people, Acted.Found(people[0], 1), Acted.Found(Acted.Person(2, x: 500), 3));
        Assert.Equal((2, 1), (_accuracy.PeopleTruth, _accuracy.PeopleMatched));
        Assert.Equal((0.5, 0.5), (_accuracy.Recall, _accuracy.Precision));
    }

    [Fact]
    public void Add_WholePersonMoved_IsAnErrorOfTheRootAlone()
    {
        var person = Acted.Person(0);
        Add([person], Acted.Found(person, 1, move: new Vector3(0, 0.3f, 0.4f)));
        Assert.Equal(0.5, _accuracy.Mrpe_m, 1e-5);
        Assert.Equal(0, _accuracy.Mpjpe_m, 1e-5);
    }

    [Fact]
    public void Add_OneJointOff_CountsAmongTheTwentyFiveBesideTheRoot()
    {
        var person = Acted.Person(0);
        Add([person], Acted.Found(person, 1, spoil: new Dictionary<string, Vector3> { ["left_wrist"] = new(0.25f, 0, 0) }));
        Assert.Equal(0.25 / 25, _accuracy.Mpjpe_m, 1e-5);
        // The alignment makes squares least, and spreads the one error over all.
        Assert.InRange(_accuracy.PaMpjpe_m, 0.001, 0.03);
    }

    [Fact]
    public void Add_HiddenJointOff_DoesNotCount()
    {
        var person = Acted.Person(0, hidden: ["left_wrist", "pelvis"]);
        Add([person], Acted.Found(person, 1, spoil: new Dictionary<string, Vector3> { ["left_wrist"] = new(9, 0, 0) }));
        Assert.Equal(0, _accuracy.Mpjpe_m, 1e-5);
        Assert.Equal(0, _accuracy.Mrpe_m, 1e-5);
    }

    [Fact]
    public void Add_PersonTurnedAndScaledAboutItsRoot_IsRightAfterAlignment()
    {
        var person = Acted.Person(0);
        var found = Acted.Found(person, 1);
        var turn = System.Numerics.Quaternion.CreateFromYawPitchRoll(0.4f, 0.1f, -0.2f);
        var root = found.RootPositionM;
        var middle = new Vector3(root.X, root.Y, root.Z);
        foreach (var joint in found.Joints)
        {
            var at = middle + (1.2f * Vector3.Transform(new Vector3(joint.PositionM.X, joint.PositionM.Y, joint.PositionM.Z) - middle, turn));
            joint.PositionM = new V1.Vector3 { X = at.X, Y = at.Y, Z = at.Z };
        }

        Add([person], found);
        Assert.True(_accuracy.Mpjpe_m > 0.05);
        Assert.Equal(0, _accuracy.PaMpjpe_m, 1e-4);
    }

    [Fact]
    public void Add_PersonBarelyThere_IsNeitherMissedNorInvented()
    {
        PersonTruth[] people = [Acted.Person(0), Acted.Person(1, x: 300, visibleShare: 0.3f)];
        Add(people, Acted.Found(people[0], 1));
        Add(people, Acted.Found(people[0], 1), Acted.Found(people[1], 2, move: new Vector3(5, 0, 0)));
        Assert.Equal((2, 2), (_accuracy.PeopleTruth, _accuracy.PeopleMatched));
        Assert.Equal((1, 1), (_accuracy.Recall, _accuracy.Precision));
        Assert.Equal(0, _accuracy.Mrpe_m, 1e-5);
    }

    [Fact]
    public void Add_FoundWithoutAPlace_CountsAsFoundOnly()
    {
        var person = Acted.Person(0);
        var found = Acted.Found(person, 1);
        found.RootPositionM = null;
        found.Joints.Clear();
        Add([person], found);
        Assert.Equal(1, _accuracy.Recall);
        Assert.Equal(double.NaN, _accuracy.Mpjpe_m);
        Assert.Equal(double.NaN, _accuracy.Mrpe_m);
    }

    [Theory]
    [InlineData(TrackState.Tentative)]
    [InlineData(TrackState.Lost)]
    [InlineData(TrackState.Ended)]
    public void Add_TrackThatIsNotClaimedToBeSeen_IsNotFound(TrackState state)
    {
        var person = Acted.Person(0);
        var found = Acted.Found(person, 1);
        found.State = state;
        Add([person], found);
        Assert.Equal(0, _accuracy.Recall);
        Assert.Equal(double.NaN, _accuracy.Precision);
    }

    private void Add(PersonTruth[] people, params Person[] found) =>
        _accuracy.Add(FrameTruth.Of(Acted.Picture(people), person => (ulong)person), FoundPerson.In(Acted.Frame(found)));
}
