using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Poses;

public sealed class MirroredPoseTests
{
    private static readonly Skeleton Joints = Coco17.Skeleton;

    [Fact]
    public void Average_MirrorImageOfThePose_LeavesIt()
    {
        var pose = Pose(1);
        var mirrored = new PoseEstimate(17) { Score = pose.Score, MetresPerPixel = pose.MetresPerPixel };
        for (var j = 0; j < 17; j++)
        {
            var joint = pose.Joints[j];
            mirrored.Joints[Joints.Joints[j].Mirror] = joint with
            {
                Pixel = new Vector2(192 - joint.Pixel.X, joint.Pixel.Y), MeanPixel = new Vector2(192 - joint.PlacingPixel.X, joint.PlacingPixel.Y), RootRelative_m = joint.RootRelative_m * new Vector3(-1, 1, 1),
            };
        }

        MirroredPose.Average(pose, mirrored, Joints, 192);
        var expected = Pose(1);
        Assert.Equal(expected.Score, pose.Score);
        Assert.Equal(expected.MetresPerPixel, pose.MetresPerPixel);
        for (var j = 0; j < 17; j++)
        {
            Assert.True(Vector2.Distance(expected.Joints[j].Pixel, pose.Joints[j].Pixel) < 1e-4f);
            Assert.True(Vector2.Distance(expected.Joints[j].PlacingPixel, pose.Joints[j].PlacingPixel) < 1e-4f);
            Assert.True(Vector3.Distance(expected.Joints[j].RootRelative_m, pose.Joints[j].RootRelative_m) < 1e-6f);
            Assert.Equal(expected.Joints[j].Confidence, pose.Joints[j].Confidence, 1e-6f);
        }
    }

    [Fact]
    public void Average_LeftAndRight_AreExchanged()
    {
        var (pose, mirrored) = (new PoseEstimate(17), new PoseEstimate(17));
        pose.Clear();
        mirrored.Clear();
        var (left, right) = (Joints.IndexOf("left_wrist"), Joints.IndexOf("right_wrist"));
        pose.Joints[left] = new JointEstimate(new Vector2(100, 20), new Vector3(float.NaN, float.NaN, 0.2f), 1, 1);
        mirrored.Joints[right] = new JointEstimate(new Vector2(90, 30), new Vector3(float.NaN, float.NaN, 0.4f), 0.5f, 0.5f);
        MirroredPose.Average(pose, mirrored, Joints, 200);
        Assert.Equal(new Vector2(105, 25), pose.Joints[left].Pixel);
        Assert.Equal(0.3f, pose.Joints[left].RootRelative_m.Z, 1e-6f);
        Assert.True(pose.Joints[left].HasDepthOnly);
        Assert.Equal(0.75f, pose.Joints[left].Confidence);
        Assert.False(pose.Joints[right].IsPresent);
    }

    [Fact]
    public void Average_JointThatOneOfThemHas_StaysHalfAsSure()
    {
        var (pose, mirrored) = (Pose(2), Pose(3));
        pose.Joints[0] = JointEstimate.Absent;
        var nose = mirrored.Joints[0];
        var ear = pose.Joints[Joints.IndexOf("left_ear")];
        mirrored.Joints[Joints.IndexOf("right_ear")] = JointEstimate.Absent;
        MirroredPose.Average(pose, mirrored, Joints, 192);
        Assert.Equal(new Vector2(192 - nose.Pixel.X, nose.Pixel.Y), pose.Joints[0].Pixel);
        Assert.Equal(nose.Confidence / 2, pose.Joints[0].Confidence);
        Assert.Equal(ear with { Confidence = ear.Confidence / 2, Visibility = ear.Visibility / 2 }, pose.Joints[Joints.IndexOf("left_ear")]);
    }

    [Fact]
    public void Average_NobodyInBoth_IsNobody()
    {
        var (pose, mirrored) = (new PoseEstimate(17), new PoseEstimate(17));
        pose.Clear();
        mirrored.Clear();
        MirroredPose.Average(pose, mirrored, Joints, 192);
        Assert.Equal(0, pose.Score);
        Assert.All(pose.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
    }

    private static PoseEstimate Pose(int seed)
    {
        var random = new Random(seed);
        var pose = new PoseEstimate(17) { Score = 0.8f, MetresPerPixel = 0.01f };
        foreach (ref var joint in pose.Joints)
        {
            joint = new JointEstimate(
                new Vector2(random.NextSingle(), random.NextSingle()) * 192, new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()), 0.5f + (random.NextSingle() / 2), 1, 2, 0.1f,
                new Vector2(random.NextSingle(), random.NextSingle()) * 192);
        }

        return pose;
    }
}
