using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class JointLimitsTests
{
    [Fact]
    public void Worst_Standing_IsNone() => Assert.Equal(0, JointLimits.Worst(new BodyPose()).Excess_rad);

    [Theory]
    [InlineData(BodyJoint.LeftKnee, -20)]
    [InlineData(BodyJoint.RightKnee, 175)]
    [InlineData(BodyJoint.LeftElbow, 20)]
    [InlineData(BodyJoint.RightElbow, -170)]
    [InlineData(BodyJoint.LeftHip, 50)]
    [InlineData(BodyJoint.RightHip, -150)]
    [InlineData(BodyJoint.LeftAnkle, -60)]
    [InlineData(BodyJoint.Head, 90)]
    [InlineData(BodyJoint.RightShoulder, 85)]
    public void Worst_BentTooFar_NamesTheJoint(BodyJoint joint, float degreesAboutLeft)
    {
        var pose = new BodyPose();
        pose[joint] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, degreesAboutLeft * MathF.PI / 180);

        var worst = JointLimits.Worst(pose);
        Assert.Equal(joint, worst.Joint);
        Assert.True(worst.Excess_rad > 0.1f);
    }
}
