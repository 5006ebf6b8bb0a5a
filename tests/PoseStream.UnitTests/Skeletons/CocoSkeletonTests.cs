using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Skeletons;

public sealed class CocoSkeletonTests
{
    public static TheoryData<string> All => [.. SkeletonCatalog.All.Select(skeleton => skeleton.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Catalog_EachSkeleton_IsATreeWhoseMirrorsMeet(string name)
    {
        var skeleton = SkeletonCatalog.All.Single(known => known.Name == name);
        for (var j = 0; j < skeleton.Count; j++)
        {
            var joint = skeleton.Joints[j];
            Assert.Equal(j, skeleton.Joints[joint.Mirror].Mirror);
            if (joint.Name.StartsWith("left_", StringComparison.Ordinal) && joint.Mirror != j)
            {
                Assert.Equal($"right_{joint.Name["left_".Length..]}", skeleton.Joints[joint.Mirror].Name);
            }

            var (steps, at) = (0, j);
            for (; at >= 0 && steps <= skeleton.Count; steps++)
            {
                at = skeleton.Joints[at].Parent;
            }

            Assert.True(steps <= skeleton.Count, $"{joint.Name} is its own ancestor");
        }
    }

    // Facts: model contracts §11: left big toe, small toe, heel, then right; Halpe has the two sides by turns.
    [Fact]
    public void Coco23ToHalpe26_Feet_KeepTheirNames()
    {
        var map = JointMaps.ToPublished(Coco23.Skeleton);
        var (source, target) = (Numbered(23), new JointEstimate[26]);
        map.Apply(source, target);
        Assert.Equal([17f, 20, 18, 21, 19, 22], Enumerable.Range(20, 6).Select(j => target[j].Pixel.X));
    }

    [Theory]
    [InlineData("coco17", 17, 7)]
    [InlineData("coco23", 23, 1)]
    public void ToPublished_JointsThatTheNetworkLacks_AreAbsent(string name, int joints, int absent)
    {
        var map = JointMaps.ToPublished(SkeletonCatalog.All.Single(skeleton => skeleton.Name == name));
        var target = new JointEstimate[26];
        map.Apply(Numbered(joints), target);
        Assert.Equal(absent, target.Count(joint => !joint.IsPresent));
        Assert.False(target[Halpe26.Skeleton.IndexOf("head")].IsPresent);
        Assert.Equal(11.5f, target[Halpe26.Skeleton.IndexOf("pelvis")].Pixel.X);
        Assert.Equal(5.5f, target[Halpe26.Skeleton.IndexOf("neck")].Pixel.X);
        Assert.All(target, joint => Assert.False(joint.HasMetric));
    }

    [Fact]
    public void ToPublished_OneHipAbsent_HasNoPelvis()
    {
        var source = Numbered(17);
        source[11] = JointEstimate.Absent;
        var target = new JointEstimate[26];
        JointMaps.ToPublished(Coco17.Skeleton).Apply(source, target);
        Assert.False(target[Halpe26.Skeleton.IndexOf("pelvis")].IsPresent);
    }

    private static JointEstimate[] Numbered(int joints) =>
        [.. Enumerable.Range(0, joints).Select(j => JointEstimate.Absent with { Pixel = new Vector2(j, j), Confidence = 0.9f, Visibility = 0.9f })];
}
