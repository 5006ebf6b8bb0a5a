using PoseStream.Daemon.Clips;
using PoseStream.Synthesis.Truth;
using PoseStream.UnitTests.Demonstrating;
using Xunit;

namespace PoseStream.UnitTests.Clips;

public sealed class VisitsTests
{
    [Fact]
    public void IdentityOf_PersonWhoStays_IsTheSameInEveryRound()
    {
        var visits = Of("xxx");
        Assert.Single(Rounds(visits, 3, 3).Distinct());
    }

    [Fact]
    public void IdentityOf_PersonWhoLeavesAndComesBack_IsAnother() =>
        // Out of the picture in the third and fifth of five.
        Assert.Equal([0, 0, 1, 2, 2, 3], Ranks(Of("xx.x."), 5, 2, present: [0, 1, 3, 5, 6, 8]));

    [Fact]
    public void IdentityOf_VisitOverTheEndOfTheRound_IsOneVisit() =>
        // In from the fourth picture on and until the second of the next round.
        Assert.Equal([0, 0, 1, 1, 1, 1], Ranks(Of("xx.xx"), 5, 2, present: [0, 1, 3, 4, 5, 6]));

    [Fact]
    public void IdentityOf_TwoPeople_AreNeverTheSame()
    {
        PictureTruth[] pictures = [Acted.Picture(Acted.Person(0), Acted.Person(1)), Acted.Picture(Acted.Away(0), Acted.Person(1))];
        var visits = new Visits(pictures);
        Assert.Empty(Rounds(visits, 2, 5, person: 0).Intersect(Rounds(visits, 2, 5, person: 1)));
    }

    [Fact]
    public void IdentityOf_PersonHiddenForAWhile_IsTheSameAfterwards()
    {
        var visits = new Visits([Acted.Picture(Acted.Person(0)), Acted.Picture(Acted.Person(0, visibleShare: 0)), Acted.Picture(Acted.Person(0))]);
        Assert.Equal(visits.IdentityOf(0, 0, 0), visits.IdentityOf(0, 2, 0));
    }

    /// <param name="presence">'x' for each picture with the person in it.</param>
    private static Visits Of(string presence) => new([.. presence.Select(there => Acted.Picture(there == 'x' ? Acted.Person(0) : Acted.Away(0)))]);

    private static ulong[] Rounds(Visits visits, int pictures, int rounds, int person = 0) =>
        [.. Enumerable.Range(0, pictures * rounds).Select(i => visits.IdentityOf(person, i % pictures, i / pictures))];

    /// <summary>The identities at some pictures, numbered in the order in which they come.</summary>
    private static int[] Ranks(Visits visits, int pictures, int rounds, int[] present)
    {
        var identities = Rounds(visits, pictures, rounds);
        var seen = present.Select(i => identities[i]).Distinct().ToList();
        return [.. present.Select(i => seen.IndexOf(identities[i]))];
    }
}
