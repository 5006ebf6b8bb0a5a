using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

public sealed class BodyHeightTests
{
    [Theory]
    [InlineData(1.2f)]
    [InlineData(1.75f)]
    [InlineData(2.05f)]
    public void Estimate_AverageProportions_GivesTheHeight(float height_m) =>
        Assert.Equal(height_m, BodyHeight.Estimate(Joints(height_m))!.Value, 1e-3f);

    [Fact]
    public void Estimate_PlacedInTheWorld_IsTheSame()
    {
        var joints = Joints(1.7f);
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] += new Vector3(3, -1, 12);
        }

        Assert.Equal(1.7f, BodyHeight.Estimate(joints)!.Value, 1e-3f);
    }

    [Fact]
    public void Estimate_Sitting_IsTheSame()
    {
        // Thighs forward: the knees are as high as the hips, the shanks hang down.
        var joints = Joints(1.8f);
        foreach (var side in new[] { "left_", "right_" })
        {
            var hip = joints[Index(side + "hip")];
            var thigh = Vector3.Distance(hip, joints[Index(side + "knee")]);
            var shank = Vector3.Distance(joints[Index(side + "knee")], joints[Index(side + "ankle")]);
            joints[Index(side + "knee")] = hip - (Vector3.UnitZ * thigh);
            joints[Index(side + "ankle")] = joints[Index(side + "knee")] + (Vector3.UnitY * shank);
        }

        Assert.Equal(1.8f, BodyHeight.Estimate(joints)!.Value, 1e-3f);
    }

    [Fact]
    public void Estimate_OneLegHidden_UsesTheOther()
    {
        var joints = Joints(1.75f);
        joints[Index("left_knee")] = new Vector3(float.NaN);
        Assert.Equal(1.75f, BodyHeight.Estimate(joints)!.Value, 1e-3f);
    }

    [Theory]
    [InlineData("left_shoulder")]
    [InlineData("right_hip")]
    [InlineData("left_ankle", "right_knee")]
    public void Estimate_TooLittleSeen_IsNull(params string[] absent)
    {
        var joints = Joints(1.75f);
        foreach (var name in absent)
        {
            joints[Index(name)] = new Vector3(float.NaN);
        }

        Assert.Null(BodyHeight.Estimate(joints));
    }

    private static Vector3[] Joints(float height_m) => [.. new SyntheticPerson(height_m).Joints_m];

    private static int Index(string joint) => Halpe26.Skeleton.IndexOf(joint);
}
