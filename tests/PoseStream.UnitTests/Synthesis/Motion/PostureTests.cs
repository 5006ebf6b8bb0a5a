using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class PostureTests
{
    private static readonly BodyProportions Body = new(1.75f);

    [Fact]
    public void Sit_Stays_HipsAreOnTheSeatBehindTheFeet()
    {
        var motion = new SitMotion(Body, new MotionStyle(), stays: true);
        var body = new SampledBody(motion, 5);

        Assert.Equal(motion.Seat_m.Z, body[BodyJoint.Pelvis].Z, 0.1f);
        Assert.True(body[BodyJoint.Pelvis].X < body[BodyJoint.LeftAnkle].X - 0.3f);
        Assert.InRange(-body.Flexion_deg(BodyJoint.LeftKnee), 75, 110);
    }

    [Fact]
    public void SitDown_OverAPeriod_StandsAndSits()
    {
        var motion = new SitMotion(Body, new MotionStyle());
        var heights = Enumerable.Range(0, 110).Select(i => new SampledBody(motion, 0.1 * i)[BodyJoint.Pelvis].Z).ToList();

        Assert.True(heights.Max() > 0.9f * Body.HipHeight_m);
        Assert.True(heights.Min() < 0.62f * Body.HipHeight_m);
    }

    [Fact]
    public void Squat_Bottom_KneesAreBentAndWeightIsOverTheFeet()
    {
        var motion = new SquatMotion(Body, new MotionStyle());
        var lowest = Enumerable.Range(0, 64).Select(i => new SampledBody(motion, 0.05 * i)).MinBy(body => body[BodyJoint.Pelvis].Z)!;

        Assert.InRange(-lowest.Flexion_deg(BodyJoint.RightKnee), 100, 120);
        // Trunk and head are more than half of the mass; their middle must not be behind the heels.
        Assert.True((lowest[BodyJoint.Chest].X + lowest[BodyJoint.Neck].X) / 2 > lowest[BodyJoint.RightAnkle].X - 0.1f);
    }

    [Fact]
    public void Lunge_RightHanded_RightLegGoesFirst()
    {
        var motion = new LungeMotion(Body, new MotionStyle());
        var (first, second) = (new SampledBody(motion, 1.8), new SampledBody(motion, 3.6 + 1.8));

        Assert.True(first[BodyJoint.RightAnkle].X > first[BodyJoint.LeftAnkle].X + 0.5f);
        Assert.True(second[BodyJoint.LeftAnkle].X > second[BodyJoint.RightAnkle].X + 0.5f);
        Assert.True(first[BodyJoint.LeftKnee].Z < 0.25f);
    }

    [Fact]
    public void JumpingJack_ArmsUp_FeetAreApart()
    {
        var motion = new JumpingJackMotion(Body, new MotionStyle());
        var (open, closed) = (new SampledBody(motion, 0.45 * 1.15), new SampledBody(motion, 0.95 * 1.15));

        Assert.True(open[BodyJoint.LeftWrist].Z > open[BodyJoint.Head].Z);
        Assert.True(open[BodyJoint.LeftAnkle].Y - open[BodyJoint.RightAnkle].Y > closed[BodyJoint.LeftAnkle].Y - closed[BodyJoint.RightAnkle].Y + 0.4f);
        Assert.True(closed[BodyJoint.LeftWrist].Z < closed[BodyJoint.Chest].Z);
    }

    [Theory]
    [InlineData(0, BodyJoint.LeftShoulder, BodyJoint.RightShoulder, 1)]
    [InlineData(MathF.PI, BodyJoint.LeftShoulder, BodyJoint.RightShoulder, -1)]
    public void Lie_BackOrFront_FacesUpOrDown(float roll_rad, BodyJoint left, BodyJoint right, int up)
    {
        var body = new SampledBody(new LieMotion(Body, new MotionStyle(), roll_rad), 1);
        var front = Vector3.Cross(body[left] - body[right], body[BodyJoint.Neck] - body[BodyJoint.Pelvis]);

        Assert.True(up * Vector3.Normalize(front).Z > 0.9f);
        Assert.InRange(body[BodyJoint.Pelvis].Z, 0.05f, 0.2f);
        Assert.InRange(body[BodyJoint.Head].Z, 0.05f, 0.25f);
    }

    [Fact]
    public void Lie_OnTheLeftSide_LeftShoulderIsBelow()
    {
        var body = new SampledBody(new LieMotion(Body, new MotionStyle(), MathF.PI / 2), 1);

        Assert.True(body[BodyJoint.LeftShoulder].Z < body[BodyJoint.RightShoulder].Z - 0.2f);
    }
}
