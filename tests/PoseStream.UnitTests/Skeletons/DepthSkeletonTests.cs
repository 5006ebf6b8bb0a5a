using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using System.Numerics;
using Xunit;

namespace PoseStream.UnitTests.Skeletons;

/// <summary>The joint sets of 3DMPPE, HEMlets and RTMW3D, against the lists of facts: model contracts §3, §7.</summary>
public sealed class DepthSkeletonTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "h36m18", "1,4 2,5 3,6 14,11 15,12 16,13" },
        { "muco21", "2,5 3,6 4,7 8,11 9,12 10,13 17,18 19,20" },

        // Feet; the face's outermost, brows, nostrils, eyes, lips; the roots and the tips of the hands.
        { "wholebody133", "17,20 18,21 19,22 23,39 30,32 40,49 44,45 54,58 59,68 62,65 63,70 71,77 78,82 83,87 88,90 91,112 111,132" },
    };

    public static TheoryData<string, string> Edges => new()
    {
        { "h36m18", "0,7 7,8 8,9 9,10 8,11 11,12 12,13 8,14 14,15 15,16 0,1 1,2 2,3 0,4 4,5 5,6 8,17" },
        { "muco21", "0,16 16,1 1,15 15,14 14,8 14,11 8,9 9,10 10,19 11,12 12,13 13,20 1,2 2,3 3,4 4,17 1,5 5,6 6,7 7,18" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Mirrors_AreTheFactsPairs(string name, string pairs)
    {
        var joints = Find(name).Joints;
        foreach (var (a, b) in Read(pairs))
        {
            Assert.Equal(b, joints[a].Mirror);
            Assert.Equal(a, joints[b].Mirror);
            Assert.Contains("left_", joints[a].Name + joints[b].Name, StringComparison.Ordinal);
        }

        if (joints.Count < 100)
        {
            Assert.Equal(2 * Read(pairs).Count(), joints.Where((joint, index) => joint.Mirror != index).Count());
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void Parents_AreTheFactsEdges(string name, string edges) => Assert.Equal(
        Read(edges).Select(edge => (Math.Min(edge.A, edge.B), Math.Max(edge.A, edge.B))).Order(),
        Find(name).Joints.Select((joint, index) => (joint.Parent, index)).Where(edge => edge.Parent >= 0)
            .Select(edge => (Math.Min(edge.Parent, edge.index), Math.Max(edge.Parent, edge.index))).Order());

    [Theory]
    [InlineData("h36m18", 10)]
    [InlineData("muco21", 9)]
    [InlineData("wholebody133", 1)]
    public void ToPublished_JointsThatTheNetworkLacks_AreAbsent(string name, int absent)
    {
        var (source, target) = (Numbered(Find(name).Count), new JointEstimate[26]);
        JointMaps.ToPublished(Find(name)).Apply(source, target);
        Assert.Equal(absent, target.Count(joint => !joint.IsPresent));
        Assert.All(target.Where(joint => joint.IsPresent), joint => Assert.True(joint.HasDepthOnly));
    }

    [Theory]
    [InlineData("h36m18", "pelvis", 0)]
    [InlineData("h36m18", "head", 10)]
    [InlineData("h36m18", "neck", 8)]
    [InlineData("muco21", "head", 0)]
    [InlineData("muco21", "neck", 1)]
    [InlineData("muco21", "pelvis", 14)]
    [InlineData("muco21", "left_big_toe", 20)]
    [InlineData("wholebody133", "left_big_toe", 17)]
    [InlineData("wholebody133", "right_heel", 22)]
    [InlineData("wholebody133", "pelvis", 11.5f)]
    public void ToPublished_Joint_IsThatOfTheNetwork(string name, string joint, float expected)
    {
        var target = new JointEstimate[26];
        JointMaps.ToPublished(Find(name)).Apply(Numbered(Find(name).Count), target);
        Assert.Equal(expected, target[Halpe26.Skeleton.IndexOf(joint)].Pixel.X);
    }

    [Fact]
    public void WholeBody_HandsAndFace_AreWhereTheFactsHaveThem()
    {
        var skeleton = WholeBody133.Skeleton;
        Assert.Equal(133, skeleton.Count);
        Assert.Equal(23, skeleton.IndexOf("right_jaw_1"));
        Assert.Equal(90, skeleton.IndexOf("right_inner_lower_lip"));
        Assert.Equal(91, skeleton.IndexOf("left_hand_root"));
        Assert.Equal(112, skeleton.IndexOf("right_hand_root"));
        Assert.Equal("left_wrist", skeleton.Joints[skeleton.Joints[91].Parent].Name);
        Assert.Equal(91, skeleton.Joints[skeleton.IndexOf("left_pinky_finger_1")].Parent);
        Assert.Equal(skeleton.IndexOf("right_thumb_3"), skeleton.Joints[skeleton.IndexOf("right_thumb_4")].Parent);
    }

    private static Skeleton Find(string name) => SkeletonCatalog.All.Single(skeleton => skeleton.Name == name);

    private static IEnumerable<(int A, int B)> Read(string pairs) =>
        pairs.Split(' ').Select(pair => pair.Split(',')).Select(pair => (int.Parse(pair[0]), int.Parse(pair[1])));

    private static JointEstimate[] Numbered(int joints) => [.. Enumerable.Range(0, joints).Select(j => JointEstimate.Absent with
    {
        Pixel = new Vector2(j, j), RootRelative_m = new Vector3(float.NaN, float.NaN, j), Confidence = 0.9f, Visibility = 0.9f,
    })];
}
