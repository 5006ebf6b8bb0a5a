using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Clips;

public sealed class LoopedMotionTests
{
    private static readonly BodyProportions Body = PersonLookGenerator.Make(new Dice(3)).Proportions;
    private static readonly StandMotion Standing = new(Body, new MotionStyle { Seed = 7, Restlessness = 1.5f }, ArmAction.Wave);

    [Fact]
    public void PoseAt_EndOfRound_LeadsBackToItsBeginning()
    {
        // The motion itself wanders: without the loop this would be a jump.
        Assert.True(Farthest(Standing, 12, Standing, 0) > 0.05f);
        var looped = new LoopedMotion(Standing, 12);
        Assert.InRange(Farthest(looped, 11.999, looped, 12), 0, 0.01f);
    }

    [Fact]
    public void PoseAt_BeforeTheLastSecond_IsTheMotionItself()
    {
        var looped = new LoopedMotion(Standing, 12);
        Assert.Equal(0, Farthest(looped, 10.9, Standing, 10.9));
        Assert.Equal(0, Farthest(looped, 24 + 10.5, Standing, 10.5), 1e-4f);
    }

    [Fact]
    public void PoseAt_PassingMotion_StartsAnewEachRound()
    {
        var walk = new GaitMotion(Body, GaitShape.Walk(Body, 1.2f), new StraightTrack(1.2f), new MotionStyle());
        var passing = new PassingMotion(walk, 10, lead_s: 4);
        Assert.Equal(0, Farthest(passing, 0, walk, 4));
        Assert.Equal(0, Farthest(passing, 5.5, walk, 9.5));
        Assert.Equal(0, Farthest(passing, 7, walk, 1), 1e-4f);
    }

    /// <summary>Way of the joint that moves most between two moments.</summary>
    private static float Farthest(IMotion a, double aTime_s, IMotion b, double bTime_s) => Places(a, aTime_s).Zip(Places(b, bTime_s), Vector3.Distance).Max();

    private static Vector3[] Places(IMotion motion, double t_s)
    {
        var pose = new BodyPose();
        motion.PoseAt(t_s, pose);
        var (positions, frames) = (new Vector3[BodyTree.Count], new Quaternion[BodyTree.Count]);
        BodyKinematics.Solve(motion.Body, pose, positions, frames);
        return positions;
    }
}
