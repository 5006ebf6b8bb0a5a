using System.Numerics;
using PoseStream.Core.Locating;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class ViewingDirectionTests
{
    [Fact]
    public void FromRay_Axis_IsNoTurn() => Assert.Equal(Quaternion.Identity, ViewingDirection.FromRay(Vector2.Zero));

    [Theory]
    [InlineData(0.5f, 0f)]
    [InlineData(-0.3f, 0.2f)]
    [InlineData(0.9f, -0.6f)]
    public void FromRay_OffAxis_TurnsForwardOntoTheRay(float x, float y)
    {
        var turned = Vector3.Transform(Vector3.UnitZ, ViewingDirection.FromRay(new Vector2(x, y)));
        Assert.True(Vector3.Distance(Vector3.Normalize(new Vector3(x, y, 1)), turned) < 1e-5f);
    }

    [Fact]
    public void FromRay_Sideways_DoesNotRoll()
    {
        var down = Vector3.Transform(Vector3.UnitY, ViewingDirection.FromRay(new Vector2(0.6f, 0)));
        Assert.True(Vector3.Distance(Vector3.UnitY, down) < 1e-6f);
    }
}
