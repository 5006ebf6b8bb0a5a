using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Poses;
using Xunit;

namespace PoseStream.UnitTests.Poses;

public sealed class JointEstimateTests
{
    [Theory]
    [InlineData(0, 0, 0.5, JointVisibility.Visible)]
    [InlineData(640, 480, 1, JointVisibility.Visible)]
    [InlineData(320, 240, 0.49, JointVisibility.Occluded)]
    [InlineData(320, 240, float.NaN, JointVisibility.Occluded)]
    [InlineData(-1, 240, 1, JointVisibility.OutOfFrame)]
    [InlineData(320, -1, 1, JointVisibility.OutOfFrame)]
    [InlineData(641, 240, 1, JointVisibility.OutOfFrame)]
    [InlineData(320, 481, 0, JointVisibility.OutOfFrame)]
    public void VisibilityIn_Frame_IsByPlaceAndByWhatTheNetworkSays(float x, float y, float visibility, JointVisibility expected) =>
        Assert.Equal(expected, new JointEstimate(new Vector2(x, y), Vector3.Zero, 1, visibility).VisibilityIn(new FrameGeometry(640, 480)));

    [Fact]
    public void VisibilityIn_Absent_IsNotVisible() => Assert.Equal(JointVisibility.Occluded, JointEstimate.Absent.VisibilityIn(new FrameGeometry(640, 480)));
}
