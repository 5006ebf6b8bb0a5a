using System.Numerics;
using PoseStream.Synthesis.Clips;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Clips;

public sealed class RoundTrackTests
{
    private static readonly Vector2[] Square = [new(2, -2), new(2, 2), new(-2, 2), new(-2, -2)];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void At_OverTheEndOfALap_GoesOnWithoutAJump(double rest_s)
    {
        var track = new RoundTrack(Square, lap_s: 12, rest_s);
        for (var t = -1.0; t < 25; t += 0.01)
        {
            var (a, b) = (track.At(t), track.At(t + 0.01));
            Assert.InRange(Vector2.Distance(a.Position_m, b.Position_m), 0, 0.011f * track.Speed_mps);
            Assert.InRange(MathF.Abs(b.Heading_rad - a.Heading_rad), 0, 0.06f);
        }
    }

    [Fact]
    public void At_LapByLap_IsTheSamePlaceOneTurnOn()
    {
        var track = new RoundTrack(Square, lap_s: 12);
        var (first, second) = (track.At(5), track.At(17));
        Assert.InRange(Vector2.Distance(first.Position_m, second.Position_m), 0, 1e-3f);
        Assert.Equal(MathF.Tau, second.Heading_rad - first.Heading_rad, 1e-3f);
    }

    [Fact]
    public void At_Rest_StandsStillWhereTheLapBegins()
    {
        var track = new RoundTrack(Square, lap_s: 12, rest_s: 2);
        Assert.Equal(track.At(11.1), track.At(11.9));
        Assert.InRange(Vector2.Distance(track.At(-0.9).Position_m, track.At(0.9).Position_m), 0, 1e-3f);
        Assert.InRange(Vector2.Distance(new(0, -2), track.At(12).Position_m), 0, 1e-3f);
    }
}
