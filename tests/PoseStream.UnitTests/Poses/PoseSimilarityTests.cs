using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Poses;

public sealed class PoseSimilarityTests
{
    private const float Area_px2 = 100 * 200;

    private static readonly Skeleton Skeleton = Coco17.Skeleton;

    [Fact]
    public void Of_SamePose_IsOne() => Assert.Equal(1, PoseSimilarity.Of(Pose(), Pose(), Skeleton, Area_px2));

    [Fact]
    public void Of_OneJointAside_LosesWhatCocoTakes()
    {
        // COCO's k is twice the sigma: exp(-d² / (2 k² area)); 0.107 is its sigma of a hip.
        const int Hip = 11;
        var aside = Pose();
        aside[Hip] = At(Hip, new Vector2(18, 24));
        var similarity = Math.Exp(-(30 * 30) / (2 * 0.214 * 0.214 * Area_px2));

        Assert.Equal((16 + similarity) / 17, PoseSimilarity.Of(Pose(), aside, Skeleton, Area_px2), 1e-6);
        Assert.Equal(PoseSimilarity.Of(Pose(), aside, Skeleton, Area_px2), PoseSimilarity.Of(aside, Pose(), Skeleton, Area_px2));
    }

    [Fact]
    public void Of_LargerPeople_ForgivesMore()
    {
        var aside = Pose(new Vector2(10, 0));

        Assert.True(PoseSimilarity.Of(Pose(), aside, Skeleton, 4 * Area_px2) > PoseSimilarity.Of(Pose(), aside, Skeleton, Area_px2) + 0.1f);
        Assert.Equal(0, PoseSimilarity.Of(Pose(), Pose(new Vector2(1000, 0)), Skeleton, Area_px2), 1e-6);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    public void Of_JointsThatOneLacks_CountOnlyWhereBothHaveFive(int common, float expected)
    {
        var few = Pose();
        few.AsSpan(common).Fill(JointEstimate.Absent);

        Assert.Equal(expected, PoseSimilarity.Of(few, Pose(), Skeleton, Area_px2));
        Assert.Equal(expected, PoseSimilarity.Of(Pose(), few, Skeleton, Area_px2));
    }

    [Fact]
    public void Fills_BoxAboutTheJoints_IsTheirOverlap()
    {
        // From (0, 0) to (160, 80).
        Assert.Equal(1, PoseSimilarity.Fills(Pose(), new BoundingBox(0, 0, 160, 80)));
        Assert.Equal(0.5f, PoseSimilarity.Fills(Pose(), new BoundingBox(0, 0, 160, 160)));
        Assert.Equal(0, PoseSimilarity.Fills(Pose(), new BoundingBox(200, 0, 300, 80)));
    }

    [Fact]
    public void Fills_NoJointOrOne_IsZero()
    {
        var pose = Pose();
        pose.AsSpan(1).Fill(JointEstimate.Absent);
        Assert.Equal(0, PoseSimilarity.Fills(pose, new BoundingBox(-1, -1, 1, 1)));
        pose[0] = JointEstimate.Absent;
        Assert.Equal(0, PoseSimilarity.Fills(pose, new BoundingBox(-1, -1, 1, 1)));
    }

    private static JointEstimate[] Pose(Vector2 aside = default) => [.. Enumerable.Range(0, Skeleton.Count).Select(j => At(j, aside))];

    private static JointEstimate At(int joint, Vector2 aside) => new(new Vector2(10 * joint, 5 * joint) + aside, new Vector3(float.NaN), 0.9f, 1);
}
