using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class MotionLibraryTests
{
    private const int People = 6;

    public static TheoryData<Activity> Activities => [.. MotionLibrary.Activities];

    [Theory]
    [MemberData(nameof(Activities))]
    public void Random_AnyActivity_KeepsWhatBodiesObey(Activity activity)
    {
        for (var seed = 0; seed < People; seed++)
        {
            var probe = MotionProbe.Of(Person(seed, activity), 0, 6);
            var who = $"{activity}, seed {seed}: ";
            Assert.True(probe.Finite, who + "not finite");
            Assert.True(probe.Norm_error < 1e-4f, who + $"a rotation's length is off by {probe.Norm_error}");
            Assert.True(probe.Sliding_m < 0.002f, who + $"a standing foot slides {1000 * probe.Sliding_m:F1} mm in 50 ms");
            Assert.True(probe.BelowFloor_m < 0.003f, who + $"a sole is {1000 * probe.BelowFloor_m:F1} mm below the floor");
            Assert.True(
                probe.BeyondLimit.Excess_rad < 0.15f,
                who + $"{probe.BeyondLimit.Joint} is {probe.BeyondLimit.Excess_rad:F2} rad beyond its limit at {probe.BeyondLimitAt_s:F2} s");
            Assert.True(probe.Speed_mps < 14, who + $"a joint moves at {probe.Speed_mps:F1} m/s");
            Assert.True(
                probe.VelocityJump_mps < 2,
                who + $"{probe.VelocityJumpAt.Joint} jumps by {probe.VelocityJump_mps:F1} m/s within 2 ms at {probe.VelocityJumpAt.T:F3} s");
        }
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void Random_SameSeed_MovesTheSame(Activity activity)
    {
        var (a, b) = (new BodyPose(), new BodyPose());
        Person(3, activity).PoseAt(2.7, a);
        Person(3, activity).PoseAt(2.7, b);

        Assert.Equal(a.Pelvis_m, b.Pelvis_m);
        Assert.Equal(a.Rotations, b.Rotations);
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void Random_OtherSeed_MovesOtherwise(Activity activity)
    {
        var body = new BodyProportions(1.7f);
        var (a, b) = (new BodyPose(), new BodyPose());
        MotionLibrary.Random(new Random(1), activity, body).PoseAt(2.7, a);
        MotionLibrary.Random(new Random(2), activity, body).PoseAt(2.7, b);

        var turned = a.Rotations.Zip(b.Rotations).Max(pair => MathF.Acos(Math.Clamp(MathF.Abs(Quaternion.Dot(pair.First, pair.Second)), 0, 1)));
        Assert.True(turned > 0.02f, $"no joint differs by more than {turned} rad");
    }

    [Fact]
    public void Random_Stand_FeetNeverLeaveTheFloor() =>
        Assert.Equal(1, MotionProbe.Of(Person(1, Activity.Stand), 0, 5).InContact);

    [Theory]
    [InlineData(Activity.Walk, 1, 1)]
    [InlineData(Activity.Run, 0.3, 0.9)]
    [InlineData(Activity.JumpingJack, 0.3, 0.9)]
    public void Random_Locomotion_HasItsShareOfFlight(Activity activity, double least, double most) =>
        Assert.InRange(MotionProbe.Of(Person(2, activity), 0, 5).InContact, least, most);

    private static IMotion Person(int seed, Activity activity)
    {
        var random = new Random(seed);
        var body = new BodyProportions(
            1.1f + (0.85f * random.NextSingle()), 0.96f + (0.08f * random.NextSingle()), 0.96f + (0.08f * random.NextSingle()), 0.9f + (0.1f * random.NextSingle()));
        return MotionLibrary.Random(random, activity, body);
    }
}
