using PoseStream.Core.Geometry;
using PoseStream.Daemon.Demonstrating;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class FrameTruthTests
{
    [Fact]
    public void Of_PeopleInSight_HaveTheirVisibleBoxesAndIdentities()
    {
        var truth = FrameTruth.Of(Acted.Picture(Acted.Person(0), Acted.Away(1), Acted.Person(2, x: 400)), person => 10 + (ulong)person);
        Assert.Equal([10UL, 12UL], truth.Identities);
        Assert.Equal([new BoundingBox(100, 100, 140, 200), new BoundingBox(400, 100, 440, 200)], truth.Boxes);
        Assert.Equal([false, false], truth.Ignored);
    }

    [Theory]
    [InlineData(0.41f, false)]
    [InlineData(0.39f, true)]
    public void Of_MostlyHiddenPerson_IsIgnored(float visibleShare, bool ignored) =>
        Assert.Equal([ignored], FrameTruth.Of(Acted.Picture(Acted.Person(0, visibleShare: visibleShare)), _ => 0).Ignored);

    [Theory]
    [InlineData(-20, false)]
    [InlineData(-26, true)]
    public void Of_PersonMostlyBeyondTheEdge_IsIgnored(float left, bool ignored) =>
        Assert.Equal([ignored], FrameTruth.Of(Acted.Picture(Acted.Person(0, x: left)), _ => 0).Ignored);

    [Fact]
    public void Of_HalfHiddenAndHalfBeyondTheEdge_IsIgnored() =>
        Assert.Equal([true], FrameTruth.Of(Acted.Picture(Acted.Person(0, x: -20, visibleShare: 0.6f)), _ => 0).Ignored);

    [Fact]
    public void Of_TinyPerson_IsIgnored() =>
        Assert.Equal([true], FrameTruth.Of(Acted.Picture(Acted.Person(0, full: new BoundingBox(10, 10, 22, 41))), _ => 0).Ignored);

    [Fact]
    public void Of_PersonWhollyHidden_IsNotThere() =>
        Assert.Empty(FrameTruth.Of(Acted.Picture(Acted.Person(0, visibleShare: 0)), _ => 0).People);
}
