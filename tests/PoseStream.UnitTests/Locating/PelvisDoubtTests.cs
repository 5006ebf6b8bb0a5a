using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class PelvisDoubtTests
{
    [Theory]
    [InlineData(0, 0, 0.006)]
    [InlineData(0, 90, 0.026)]
    [InlineData(45, 45, 0.026)]
    [InlineData(30, 90, 0.036)]
    public void Sigma_ThighsNearerToTheTrunk_IsLarger(double stoop_deg, double thighs_deg, double expected_m) =>
        Assert.Equal(expected_m, PelvisDoubt.Sigma_m(Body(stoop_deg, thighs_deg, thighs_deg)), 1e-4);

    [Fact]
    public void Sigma_OneThighForwardsTheOtherBack_IsTheMeanOfBoth() => Assert.Equal(0.006f + (0.02f * 0.25f), PelvisDoubt.Sigma_m(Body(0, 60, 0)), 1e-4f);

    [Fact]
    public void Sigma_OneKneeAbsent_IsThatOfTheOtherThigh()
    {
        var body = Body(0, 10, 90);
        body[Halpe26.Skeleton.IndexOf("left_knee")] = new Vector3(float.NaN);
        Assert.Equal(0.026f, PelvisDoubt.Sigma_m(body), 1e-4f);
    }

    [Theory]
    [InlineData("neck")]
    [InlineData("pelvis")]
    public void Sigma_TrunkAbsent_IsTheUsualOne(string joint)
    {
        var body = Body(30, 90, 90);
        body[Halpe26.Skeleton.IndexOf(joint)] = new Vector3(float.NaN);
        Assert.Equal(PelvisDoubt.Usual_m, PelvisDoubt.Sigma_m(body));
    }

    [Fact]
    public void Sigma_JointsInOnePoint_IsTheUsualOne() => Assert.Equal(PelvisDoubt.Usual_m, PelvisDoubt.Sigma_m(new Vector3[Halpe26.Skeleton.Count]));

    /// <summary>Somebody who looks along x, y up, bent forwards at the hips.</summary>
    private static Vector3[] Body(double stoop_deg, double leftThigh_deg, double rightThigh_deg)
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(joints, new Vector3(float.NaN));
        var (left, right) = (new Vector3(0, 0, -0.1f), new Vector3(0, 0, 0.1f));
        Set("pelvis", Vector3.Zero);
        Set("neck", 0.5f * new Vector3((float)Math.Sin(stoop_deg * Math.PI / 180), (float)Math.Cos(stoop_deg * Math.PI / 180), 0));
        Set("left_hip", left);
        Set("right_hip", right);
        Set("left_knee", left + Thigh(leftThigh_deg));
        Set("right_knee", right + Thigh(rightThigh_deg));
        return joints;

        void Set(string joint, Vector3 at) => joints[Halpe26.Skeleton.IndexOf(joint)] = at;
    }

    private static Vector3 Thigh(double forwards_deg) => 0.45f * new Vector3((float)Math.Sin(forwards_deg * Math.PI / 180), -(float)Math.Cos(forwards_deg * Math.PI / 180), 0);
}
