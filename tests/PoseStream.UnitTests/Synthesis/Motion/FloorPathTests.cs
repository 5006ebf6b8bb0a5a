using System.Numerics;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class FloorPathTests
{
    private static readonly Vector2[] Corner = [Vector2.Zero, new(4, 0), new(4, 4)];

    [Fact]
    public void At_Ends_AreTheWaypoints()
    {
        var path = new FloorPath(Corner);

        Assert.True(Vector2.Distance(path.At(0).Position_m, Corner[0]) < 1e-3f);
        Assert.True(Vector2.Distance(path.At(path.Length_m).Position_m, Corner[2]) < 0.06f);
        Assert.InRange(path.Length_m, 7.3f, 8f);
    }

    [Fact]
    public void At_Corner_TurnsLeftSmoothly()
    {
        var path = new FloorPath(Corner);
        Assert.Equal(0, path.At(1).Heading_rad, 0.01f);
        Assert.Equal(MathF.PI / 2, path.At(path.Length_m - 1).Heading_rad, 0.01f);
        for (var s = 0.0; s < path.Length_m; s += 0.01)
        {
            var (a, b) = (path.At(s), path.At(s + 0.01));
            Assert.InRange(Vector2.Distance(a.Position_m, b.Position_m), 0.005f, 0.0105f);
            Assert.True(MathF.Abs(b.Heading_rad - a.Heading_rad) < 0.04f);
        }
    }

    [Fact]
    public void At_BeyondTheEnd_GoesStraightOn()
    {
        var path = new FloorPath(Corner);

        var beyond = path.At(path.Length_m + 2).Position_m;
        Assert.True(Vector2.Distance(beyond, new Vector2(4, 6)) < 0.08f);
    }

    [Fact]
    public void New_OneWaypoint_IsRefused() => Assert.Throws<ArgumentException>(() => new FloorPath([Vector2.One]));

    [Fact]
    public void New_SameWaypointTwice_SaysWhich()
    {
        var error = Assert.Throws<ArgumentException>(() => new FloorPath([Vector2.Zero, Vector2.One, Vector2.One]));
        Assert.Contains("waypoints 2 and 3", error.Message, StringComparison.Ordinal);
    }
}
