using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion.Bvh;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion.Bvh;

/// <summary>Real recordings of five sources with as many namings, units, axes and rest postures.</summary>
public sealed class BvhSharedClipsTests
{
    [SharedFact("motion")]
    public void Load_EveryClip_PlaysOnTheFloorWithinItsLimits()
    {
        var clips = Directory.GetFiles(SharedMaterial.PathOf("motion"), "*.bvh", SearchOption.AllDirectories);
        Assert.True(clips.Length >= 61, $"{clips.Length} clips");
        var body = new BodyProportions(1.7f);
        var (beyond, samples) = (0, 0);
        foreach (var path in clips.Order())
        {
            var motion = new BvhMotion(BvhClip.Load(path), body);
            var name = Path.GetFileName(path);
            var (lowest, highest) = (float.MaxValue, 0f);
            for (var t = 0.0; t < motion.Duration_s; t += 0.1)
            {
                var sampled = new SampledBody(motion, t);
                foreach (var joint in Enum.GetValues<BodyJoint>())
                {
                    var p = sampled[joint];
                    Assert.True(float.IsFinite(p.X + p.Y + p.Z), $"{name} at {t:F1} s: {joint} at {p}");
                    lowest = MathF.Min(lowest, p.Z);
                }

                highest = MathF.Max(highest, sampled[BodyJoint.Pelvis].Z);
                samples++;
                beyond += PoseStream.Synthesis.Motion.JointLimits.Worst(sampled.Pose).Excess_rad > 0.35f ? 1 : 0;
            }

            Assert.True(lowest > -0.2f, $"{name}: a joint is {lowest} m high");
            Assert.True(highest is > 0.1f and < 2, $"{name}: the pelvis gets to {highest} m");
        }

        Assert.True(beyond < 0.03 * samples, $"{beyond} of {samples} postures have a joint 20 degrees beyond its limit");
    }

    [SharedFact("motion")]
    public void Load_RealWalk_GoesForwardsWithArmsOppositeToLegs()
    {
        var motion = new BvhMotion(BvhClip.Load(SharedMaterial.PathOf("motion/cmu/02_01.bvh")), new BodyProportions(1.75f));
        var (product, forwards) = (0f, 0f);
        for (var t = 0.0; t < motion.Duration_s; t += 0.02)
        {
            var body = new SampledBody(motion, t);
            product += (body[BodyJoint.LeftAnkle].X - body[BodyJoint.RightAnkle].X) * (body[BodyJoint.LeftWrist].X - body[BodyJoint.RightWrist].X);
            forwards = body[BodyJoint.Pelvis].X;
        }

        Assert.True(forwards > 2, $"went {forwards} m forwards");
        Assert.True(product < 0, "left arm and left leg swing together");
    }
}
