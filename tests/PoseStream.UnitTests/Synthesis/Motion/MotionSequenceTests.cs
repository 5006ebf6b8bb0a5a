using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class MotionSequenceTests
{
    private static readonly BodyProportions Body = new(1.7f);

    [Fact]
    public void PoseAt_BetweenMotions_IsContinuousAndOnTheFloor()
    {
        var random = new Random(4);
        var sequence = new MotionSequence([
            (MotionLibrary.Random(random, Activity.Walk, Body), 3),
            (MotionLibrary.Random(random, Activity.Wave, Body), 3),
            (MotionLibrary.Random(random, Activity.Squat, Body), 4),
            (MotionLibrary.Random(random, Activity.Run, Body), 3)]);

        var probe = MotionProbe.Of(sequence, 0, sequence.Duration_s);
        Assert.True(probe.Finite);
        Assert.True(probe.VelocityJump_mps < 2, $"{probe.VelocityJumpAt.Joint} jumps by {probe.VelocityJump_mps} m/s at {probe.VelocityJumpAt.T} s");
        Assert.True(probe.Sliding_m < 0.004f, $"slides {probe.Sliding_m} m");
        Assert.True(probe.BelowFloor_m < 0.01f, $"{probe.BelowFloor_m} m below the floor");
    }

    [Fact]
    public void PoseAt_SecondMotion_BeginsWhereTheFirstEnds()
    {
        var walk = new GaitMotion(Body, GaitShape.Walk(Body, 1.2f), new StraightTrack(1.2f), new MotionStyle());
        var sequence = new MotionSequence([(walk, 5), (new StandMotion(Body, new MotionStyle()), 5)]);

        Assert.Equal(6, new SampledBody(sequence, 8)[BodyJoint.Pelvis].X, 0.1f);
        Assert.Equal(10, sequence.Duration_s);
    }

    [Fact]
    public void New_PartOfAnotherBody_IsRefused()
    {
        var parts = new (IMotion, double)[]
        {
            (new StandMotion(Body, new MotionStyle()), 2),
            (new StandMotion(new BodyProportions(1.5f), new MotionStyle()), 2),
        };

        Assert.Contains("part 2", Assert.Throws<ArgumentException>(() => new MotionSequence(parts)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Placed_Motion_IsTurnedAndMoved()
    {
        var placed = new PlacedMotion(new StandMotion(Body, new MotionStyle()), new FloorPlacement(new Vector2(3, 4), MathF.PI / 2), 1);

        var body = new SampledBody(placed, 2);
        Assert.Equal(3, body[BodyJoint.Pelvis].X, 0.1f);
        Assert.Equal(4, body[BodyJoint.Pelvis].Y, 0.1f);
        // Facing +y, the left hip is on the -x side.
        Assert.True(body[BodyJoint.LeftHip].X < body[BodyJoint.RightHip].X - 0.1f);
    }
}
