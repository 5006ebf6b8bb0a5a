using System.Numerics;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class JointErrorsTests
{
    private static readonly JointSubset All = JointSubset.All(Halpe26.Skeleton);
    private static readonly RootJoint Pelvis = new(Halpe26.Skeleton, "pelvis");

    private readonly Vector3[] _truth = RandomPose.Points(new Random(3), 26);

    [Fact]
    public void Absolute_Moved_IsTheLengthOfTheMove()
    {
        var moved = Map(point => point + new Vector3(0.3f, 0, 0.4f));
        Assert.Equal(0.5, JointErrors.Absolute(moved, _truth, All).Mean_m, 1e-6);
        Assert.Equal(0, JointErrors.RootAligned(moved, _truth, All, Pelvis).Mean_m, 1e-6);
    }

    [Fact]
    public void RootAligned_OnlyTheRootIsWrong_AllOthersAreOffByIt()
    {
        var estimate = _truth.ToArray();
        estimate[19] += new Vector3(0, 0.1f, 0);
        Assert.Equal(0.1 * 25 / 26, JointErrors.RootAligned(estimate, _truth, All, Pelvis).Mean_m, 1e-6);
        Assert.Equal(0.1 / 26, JointErrors.Absolute(estimate, _truth, All).Mean_m, 1e-6);
    }

    [Fact]
    public void ScaleAligned_TwiceAsLarge_IsNothing()
    {
        var estimate = Map(point => (2 * point) + Vector3.One);
        Assert.Equal(0, JointErrors.ScaleAligned(estimate, _truth, All, Pelvis).Mean_m, 1e-6);
        Assert.True(JointErrors.RootAligned(estimate, _truth, All, Pelvis).Mean_m > 0.3);
    }

    [Fact]
    public void ScaleAligned_Turned_IsNotTurnedBack()
    {
        // Joints at 1 m at right angles: after a quarter turn the best scale is 0 and the error is each joint's distance from the root.
        var skeleton = new Skeleton("cross", 1, [new("pelvis", -1, 0, 0), new("a", 0, 1, 0), new("b", 0, 2, 0)]);
        Vector3[] truth = [Vector3.Zero, Vector3.UnitX, Vector3.UnitY];
        Vector3[] turned = [Vector3.Zero, Vector3.UnitY, -Vector3.UnitX];
        Assert.Equal(2.0 / 3, JointErrors.ScaleAligned(turned, truth, JointSubset.All(skeleton), new RootJoint(skeleton, "pelvis")).Mean_m, 1e-6);
    }

    [Fact]
    public void ProcrustesAligned_ScaledAndTurned_WithScaleNothingAndWithoutTheClosedForm()
    {
        const float Scale = 1.25f;
        var rotation = RandomPose.Rotation(new Random(5));
        var estimate = Map(point => (Scale * Vector3.Transform(point, rotation)) + new Vector3(1, 2, 3));
        Assert.Equal(0, JointErrors.ProcrustesAligned(estimate, _truth, All, scale: true).Mean_m, 1e-5);

        // Without scale each joint stays further from the middle by a quarter of its distance from it.
        var middle = _truth.Aggregate(Vector3.Zero, (sum, point) => sum + point) / 26;
        var closedForm = _truth.Average(point => (Scale - 1) * Vector3.Distance(point, middle));
        Assert.Equal(closedForm, JointErrors.ProcrustesAligned(estimate, _truth, All, scale: false).Mean_m, 1e-5);
    }

    [Fact]
    public void ProcrustesAligned_TwoJointsOfUnequalDistance_MeetsTheClosedForm()
    {
        // Rigid: the middles meet, each end misses by half the difference of lengths.
        var skeleton = new Skeleton("rod", 1, [new("a", -1, 0, 0), new("b", 0, 1, 0)]);
        var error = JointErrors.ProcrustesAligned([Vector3.Zero, new(0, 1.2f, 0)], [Vector3.One, new(2, 1, 1)], JointSubset.All(skeleton), scale: false);
        Assert.Equal(0.1, error.Mean_m, 1e-6);
        Assert.Equal(2, error.Count);
    }

    [Fact]
    public void AllAlignments_AbsentJoint_IsNotCounted()
    {
        var estimate = _truth.ToArray();
        estimate[4] = new Vector3(float.NaN);
        Assert.Equal(25, JointErrors.Absolute(estimate, _truth, All).Count);
        Assert.Equal(25, JointErrors.ScaleAligned(estimate, _truth, All, Pelvis).Count);
        Assert.Equal(25, JointErrors.ProcrustesAligned(estimate, _truth, All, scale: true).Count);
        Assert.Equal(0, JointErrors.ProcrustesAligned(estimate, _truth, All, scale: true).Mean_m, 1e-6);
    }

    [Fact]
    public void RootAligned_RootAbsent_ComparesNothing()
    {
        var estimate = _truth.ToArray();
        estimate[19] = new Vector3(float.NaN);
        Assert.Equal(0, JointErrors.RootAligned(estimate, _truth, All, Pelvis).Count);
        Assert.True(double.IsNaN(JointErrors.RootAligned(estimate, _truth, All, Pelvis).Mean_m));
    }

    [Fact]
    public void AllAlignments_ManyPoses_AllocateNothing()
    {
        var estimate = Map(point => point * 1.1f);
        Measure();
        Assert.Equal(0, Allocation.Of(Measure, 100));

        void Measure()
        {
            JointErrors.Absolute(estimate, _truth, All);
            JointErrors.RootAligned(estimate, _truth, All, Pelvis);
            JointErrors.ScaleAligned(estimate, _truth, All, Pelvis);
            JointErrors.ProcrustesAligned(estimate, _truth, All, scale: true);
        }
    }

    [Fact]
    public void Limbs_Halpe26_AreTheTwelve() => Assert.Equal([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], JointSubset.Limbs(Halpe26.Skeleton).Indices.ToArray());

    private Vector3[] Map(Func<Vector3, Vector3> move) => [.. _truth.Select(move)];
}
