using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class ArmActionTests
{
    [Theory]
    [InlineData(1.15f)]
    [InlineData(1.9f)]
    public void Phone_RightHanded_RightHandIsByTheEar(float stature_m)
    {
        var body = Stand(stature_m, ArmAction.Phone);
        var head = body[BodyJoint.Head];

        Assert.True(Vector3.Distance(body[BodyJoint.RightWrist], head) < 0.12f * stature_m);
        Assert.True(body[BodyJoint.RightWrist].Y < head.Y);
        Assert.True(body[BodyJoint.LeftWrist].Z < body[BodyJoint.Chest].Z);
    }

    [Fact]
    public void Crossed_Forearms_CrossInFrontOfTheChest()
    {
        var body = Stand(1.75f, ArmAction.Crossed);

        Assert.True(body[BodyJoint.LeftWrist].Y < body[BodyJoint.RightWrist].Y);
        Assert.True(body[BodyJoint.LeftWrist].X > body[BodyJoint.Chest].X + 0.1f);
    }

    [Fact]
    public void Pockets_Wrists_AreAtTheHips()
    {
        var body = Stand(1.75f, ArmAction.Pockets);

        Assert.True(Vector3.Distance(body[BodyJoint.LeftWrist], body[BodyJoint.LeftHip]) < 0.2f);
        Assert.True(Vector3.Distance(body[BodyJoint.RightWrist], body[BodyJoint.RightHip]) < 0.2f);
    }

    [Fact]
    public void Wave_LeftHanded_LeftHandIsUpAndMoves()
    {
        var motion = new StandMotion(new BodyProportions(1.75f), new MotionStyle { LeftHanded = true }, ArmAction.Wave);
        var aside = Enumerable.Range(0, 20).Select(i => new SampledBody(motion, 0.05 * i)).ToList();

        Assert.All(aside, body => Assert.True(body[BodyJoint.LeftWrist].Z > body[BodyJoint.LeftShoulder].Z + 0.1f));
        Assert.True(aside.Max(body => body[BodyJoint.LeftWrist].Y) - aside.Min(body => body[BodyJoint.LeftWrist].Y) > 0.15f);
        Assert.All(aside, body => Assert.True(body[BodyJoint.RightWrist].Z < body[BodyJoint.RightShoulder].Z - 0.3f));
    }

    [Fact]
    public void Carry_BothHands_AreInFrontAndApart()
    {
        var body = Stand(1.6f, ArmAction.Carry);

        Assert.True(body[BodyJoint.LeftWrist].X > 0.2f && body[BodyJoint.RightWrist].X > 0.2f);
        Assert.InRange(body[BodyJoint.LeftWrist].Y - body[BodyJoint.RightWrist].Y, 0.2f, 0.5f);
    }

    [Fact]
    public void Swing_Hanging_ElbowsBendForwards()
    {
        var body = Stand(1.75f, ArmAction.Swing);

        Assert.True(body[BodyJoint.LeftWrist].X > body[BodyJoint.LeftElbow].X);
        Assert.True(body[BodyJoint.RightWrist].X > body[BodyJoint.RightElbow].X);
    }

    private static SampledBody Stand(float stature_m, ArmAction arms) =>
        new(new StandMotion(new BodyProportions(stature_m), new MotionStyle(), arms), 1);
}
