using System.Numerics;
using PoseStream.Core.Locating;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootMotionTests
{
    [Fact]
    public void Move_AlongTheRay_KeepsEveryJointOnItsRay()
    {
        Vector3 root = new(0.5f, 0.2f, 4), joint = new(0.8f, -0.5f, 4.3f);
        Vector3[] moved = [root, joint, new(float.NaN)];
        RootMotion.Move(moved, root, root * 1.1f);
        Assert.Equal(root * 1.1f, moved[0]);
        Assert.Equal(joint.X / joint.Z, moved[1].X / moved[1].Z, 1e-5f);
        Assert.Equal(joint.Y / joint.Z, moved[1].Y / moved[1].Z, 1e-5f);
        Assert.True(float.IsNaN(moved[2].X));
    }

    [Fact]
    public void Move_Sideways_ShiftsTheBody()
    {
        Vector3[] moved = [new(0.8f, -0.5f, 4.3f)];
        RootMotion.Move(moved, new(0.5f, 0.2f, 4), new(0.6f, 0.1f, 4));
        Assert.True(Vector3.Distance(new(0.9f, -0.6f, 4.3f), moved[0]) < 1e-5f);
    }
}
