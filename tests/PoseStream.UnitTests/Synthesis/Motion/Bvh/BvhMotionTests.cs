using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Motion.Bvh;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion.Bvh;

public sealed class BvhMotionTests
{
    private static readonly BodyProportions Body = new(1.6f);

    [Fact]
    public void PoseAt_TPose_StandsAtTheOriginFacingForwardsArmsOut()
    {
        var body = Play();

        Assert.True(new Vector2(body[BodyJoint.Pelvis].X, body[BodyJoint.Pelvis].Y).Length() < 0.01f);
        Assert.Equal(Body.HipHeight_m, body[BodyJoint.Pelvis].Z, 0.02f);
        Assert.Equal(Body.AnkleHeight_m, body[BodyJoint.LeftAnkle].Z, 0.005f);
        Assert.True(body[BodyJoint.LeftToes].X > body[BodyJoint.LeftAnkle].X + 0.1f);
        Assert.True(body[BodyJoint.LeftWrist].Y > 0.6f && body[BodyJoint.RightWrist].Y < -0.6f);
        Assert.Equal(body[BodyJoint.LeftShoulder].Z, body[BodyJoint.LeftWrist].Z, 0.06f);
    }

    [Fact]
    public void PoseAt_LeftArmRaised_OursIsTheLeftOne()
    {
        var body = Play(("LeftArm", 80, 0, 0), ("RightArm", 80, 0, 0));

        Assert.True(body[BodyJoint.LeftWrist].Z > body[BodyJoint.Head].Z + 0.1f);
        Assert.True(body[BodyJoint.RightWrist].Z < body[BodyJoint.Chest].Z);
    }

    [Fact]
    public void PoseAt_RightKneeBent_ShankIsBehind()
    {
        var body = Play(("RightLeg", 0, 80, 0));

        Assert.InRange(-body.Flexion_deg(BodyJoint.RightKnee), 72, 88);
        Assert.True(body[BodyJoint.RightAnkle].X < body[BodyJoint.RightKnee].X - 0.25f);
        Assert.InRange(-body.Flexion_deg(BodyJoint.LeftKnee), -1, 8);
    }

    [Fact]
    public void PoseAt_ElbowBentForwards_FollowsTheHinge()
    {
        // In a T-pose, the left forearm turned forwards is a turn of -90 degrees about y.
        var body = Play(("LeftForeArm", 0, 0, -90));

        Assert.True(body[BodyJoint.LeftWrist].X > body[BodyJoint.LeftElbow].X + 0.15f);
        Assert.Equal(0, JointLimits.Worst(body.Pose).Excess_rad);
    }

    [Fact]
    public void PoseAt_ZUpFile_StandsTheSame()
    {
        // The same person with y and z exchanged by a turn about x: offsets and the root's way (x, -z, y).
        var text = string.Join('\n', BvhText.Standing().Split('\n').Select(line => line.StartsWith("OFFSET", StringComparison.Ordinal) ? Turned(line) : line))
            .Replace("100 97 50", "100 -50 97", StringComparison.Ordinal);
        var body = new SampledBody(new BvhMotion(BvhClip.From(BvhFile.Parse(new StringReader(text), "z.bvh")), Body), 0);

        Assert.Equal(Body.HipHeight_m, body[BodyJoint.Pelvis].Z, 0.02f);
        Assert.True(body[BodyJoint.LeftWrist].Y > 0.6f);
        Assert.True(body[BodyJoint.LeftToes].X > body[BodyJoint.LeftAnkle].X + 0.1f);

        static string Turned(string line)
        {
            var words = line.Split(' ');
            var back = words[3].StartsWith('-') ? words[3][1..] : words[3] == "0" ? "0" : "-" + words[3];
            return $"OFFSET {words[1]} {back} {words[2]}";
        }
    }

    private static SampledBody Play(params (string Joint, float Z, float X, float Y)[] rotations) =>
        new(new BvhMotion(BvhClip.From(BvhFile.Parse(new StringReader(BvhText.Standing(rotations)), "clip.bvh")), Body), 0.15);
}
