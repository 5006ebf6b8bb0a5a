using System.Numerics;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class Covariance3Tests
{
    private static readonly Covariance3 Round = new(0.04f, 0, 0, 0.04f, 0, 0.04f);

    [Fact]
    public void SquaredDistance_AlongAnAxis_CountsStandardDeviations() => Assert.Equal(9, Round.SquaredDistance(new Vector3(0, -0.6f, 0)), 1e-5);

    [Fact]
    public void With_Offset_IsLongerThatWayAndAsBeforeAcross()
    {
        var longer = Round.With(new Vector3(0.6f, 0, 0.8f));

        // 0.2 m and 1 m together.
        Assert.Equal(1 / 1.04, longer.SquaredDistance(new Vector3(0.6f, 0, 0.8f)), 1e-4);
        Assert.Equal(25, longer.SquaredDistance(new Vector3(-0.8f, 0, 0.6f)), 1e-2);
        Assert.Equal(25, longer.SquaredDistance(Vector3.UnitY), 1e-2);
    }
}
