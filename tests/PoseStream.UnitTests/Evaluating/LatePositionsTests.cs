using System.Numerics;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Recordings;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class LatePositionsTests
{
    private static readonly double[] Times_s = [10, 10.04, 10.08, 10.2];

    [Fact]
    public void Restore_NothingLate_IsAsItWas()
    {
        var frames = Frames(7);
        Assert.Equal(frames, LatePositions.Restore(frames, [.. frames.Select(static _ => new double[1])]));
    }

    [Fact]
    public void Restore_OneFrameLate_PutsPositionsWhereTheyBelong()
    {
        // The first is at once, the others tell of the frame before; nothing tells of the last.
        var restored = LatePositions.Restore(Frames(7), [[0], [0.04], [0.04], [0.12]]);
        Assert.Equal([1, 2, 3, float.NaN], restored.Select(static frame => frame.People[0].Joints_m[5].X));
        Assert.Equal([0, 1, 2, 3], restored.Select(static frame => frame.People[0].Joints_px[5].X));
    }

    [Fact]
    public void Restore_AnotherPerson_KeepsTheirOwn()
    {
        var frames = Frames(7).Zip(Frames(8), static (a, b) => a with { People = [.. a.People, .. b.People] }).ToList();
        var restored = LatePositions.Restore(frames, [[0, 0], [0.04, 0], [0.04, 0], [0.12, 0]]);
        Assert.Equal([0, 1, 2, 3], restored.Select(static frame => frame.People[1].Joints_m[5].X));
        Assert.Equal([1, 2, 3, float.NaN], restored.Select(static frame => frame.People[0].Joints_m[5].X));
    }

    private static List<RecordedFrame> Frames(ulong person) =>
    [
        .. Times_s.Select((time, f) => new RecordedFrame(string.Empty, $"{f}", time, [new RecordedPerson(
            person, null, 1, false,
            [.. Enumerable.Repeat(new Vector3(f, 0, 4), Halpe26.Skeleton.Count)], [.. Enumerable.Repeat(new Vector2(f, 0), Halpe26.Skeleton.Count)])])),
    ];
}
