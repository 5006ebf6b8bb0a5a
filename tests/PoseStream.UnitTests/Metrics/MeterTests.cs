using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Metrics;

public sealed class MeterTests
{
    private static readonly JointSubset All = JointSubset.All(Halpe26.Skeleton);
    private static readonly RootJoint Pelvis = new(Halpe26.Skeleton, "pelvis");
    private static readonly Vector3[] Pose = RandomPose.Points(new Random(8), 26);

    [Fact]
    public void PoseErrors_EveryResult_SaysWhatItMeasured()
    {
        var meter = new PoseErrorMeter(All, Pelvis);
        for (var i = 1; i <= 3; i++)
        {
            meter.Add(Moved(new Vector3(0.1f * i, 0, 0)), Pose);
        }

        var results = meter.Results();
        Assert.Equal(["MPJPE absolute", "MPJPE", "N-MPJPE", "PA-MPJPE rigid", "PA-MPJPE"], results.Select(result => result.Name));
        Assert.Equal(["-", "pelvis", "pelvis", "-", "-"], results.Select(result => result.Root));
        Assert.Equal(5, results.Select(result => result.Alignment).Distinct().Count());
        Assert.All(results, result => Assert.Equal(("halpe26/all26", 78L, "joints", "m"), (result.Joints, result.Samples, result.SampleKind, result.Unit)));
        Assert.Equal(0.2, results[0].Value, 1e-6);
        Assert.InRange(results[0].Value, results[0].Low95!.Value, results[0].High95!.Value);
        Assert.All(results.Skip(1), result => Assert.Equal(0, result.Value, 1e-5));
    }

    [Fact]
    public void RootErrors_ByAxis_AreMeanAbsolutes()
    {
        var meter = new RootErrorMeter(Pelvis);
        meter.Add(Vector3.Zero, new Vector3(3, 0, 4));
        meter.Add(Vector3.Zero, new Vector3(-1, 2, -2));
        meter.Add(new Vector3(float.NaN), Vector3.Zero);
        Assert.Equal([4, 2, 1, 3], meter.Results().Select(result => result.Value));
        Assert.Equal(2, meter.Results()[0].Samples);
        Assert.Equal(4, meter.Mean_m);
    }

    [Fact]
    public void CorrectJoints_Shares_AreCountedOverTheTruth()
    {
        // One joint 20 cm off, one absent, the root right: 24 of 26 within 15 cm.
        var estimate = Pose.ToArray();
        estimate[0] += new Vector3(0.2f, 0, 0);
        estimate[1] = new Vector3(float.NaN);
        var meter = new CorrectJointMeter(All, Pelvis);
        meter.Add(estimate, Pose);
        Assert.Equal(24.0 / 26, Value(meter.Results(), "3DPCK@150mm absolute"), 1e-12);

        // Errors of 0 pass every threshold but 0 itself.
        Assert.Equal(24.0 / 26 * 30 / 31, Value(meter.Results(), "AUC@0-150mm relative"), 1e-12);

        meter.AddMissed(Pose);
        Assert.Equal(12.0 / 26, Value(meter.Results(), "3DPCK@150mm relative"), 1e-12);
    }

    [Fact]
    public void CorrectJoints_ExactlyAtTheThreshold_IsWrong()
    {
        var skeleton = new Skeleton("one", 1, [new("pelvis", -1, 0, 0)]);
        var meter = new CorrectJointMeter(JointSubset.All(skeleton), new RootJoint(skeleton, "pelvis"));
        meter.Add([new Vector3(0.15f, 0, 0)], [Vector3.Zero]);
        Assert.Equal(0, Value(meter.Results(), "3DPCK@150mm absolute"));
        Assert.Equal(1, Value(meter.Results(), "3DPCK@150mm relative"));
    }

    [Fact]
    public void CorrectPixels_ByTheLargerSideOfTheBox()
    {
        var skeleton = new Skeleton("three", 1, [new("a", -1, 0, 0), new("b", 0, 1, 0), new("c", 0, 2, 0)]);
        var meter = new CorrectPixelMeter(JointSubset.All(skeleton), 0.1f);
        meter.Add([new(9, 0), new(11, 0), new(0, 0)], [new(0, 0), new(0, 0), new(float.NaN)], new BoundingBox(0, 0, 50, 100));
        Assert.Equal((0.5, 2L, "PCK@.10 of box"), (meter.Result().Value, meter.Result().Samples, meter.Result().Name));
    }

    [Fact]
    public void Motion_CubicPath_HasItsDerivatives()
    {
        // The estimate runs t³ metres, the truth stands: velocities and accelerations of uneven samples, jitter of 6 m/s³ exactly.
        var meter = new MotionMeter(All, longestGap_s: 10);
        foreach (var time in (double[])[0, 1, 3, 4])
        {
            meter.Add(1, 7, time, Moved(new Vector3((float)(time * time * time), 0, 0)), Pose);
        }

        Assert.Equal((1.0 + 13 + 37) / 3, Value(meter.Results(), "MPJVE"), 1e-3);
        Assert.Equal(6, Value(meter.Results(), "jitter"), 1e-3);
        Assert.Equal(0, Value(meter.Results(), "jitter of truth"), 1e-6);

        // f[0,1,3]·2 = 8, f[1,3,4]·2 = 16.
        Assert.Equal(12, Value(meter.Results(), "acceleration error"), 1e-3);
    }

    [Fact]
    public void Motion_Accelerations_AreComparedWhereBothAreKnown()
    {
        var meter = new MotionMeter(All);
        for (var i = 0; i < 5; i++)
        {
            // The truth accelerates with 2 m/s², the estimate with 3; a joint that only one of them has does not count.
            var (estimate, truth) = (Moved(new Vector3(0, 1.5f * i * i * 0.01f, 0)), Moved(new Vector3(i * i * 0.01f, 0, 0)));
            (estimate[3], truth[4]) = (new Vector3(float.NaN), new Vector3(float.NaN));
            (estimate[4], truth[3]) = (new Vector3(1000 * (i % 2), 0, 0), new Vector3(500 * (i % 2), 0, 0));
            meter.Add(1, 7, 0.1 * i, estimate, truth);
        }

        Assert.Equal(1.5, meter.AccelerationRatio, 1e-3);
        Assert.Equal(double.NaN, new MotionMeter(All).AccelerationRatio);
    }

    [Fact]
    public void Motion_GapOrOtherPersonOrTrackOrTimeBack_StartsAgain()
    {
        var meter = new MotionMeter(All);
        meter.Add(1, 7, 0, Pose, Pose);
        meter.Add(2, 7, 0.1, Pose, Pose);
        meter.Add(1, 7, 5, Pose, Pose);
        meter.Add(1, 7, 4.9, Pose, Pose);
        meter.Add(1, 8, 4.95, Pose, Pose);
        Assert.Equal(0, meter.Results()[0].Samples);
        meter.Add(1, 8, 5, Pose, Pose);
        Assert.Equal(26, meter.Results()[0].Samples);
        meter.StartSequence();
        meter.Add(1, 8, 5.1, Pose, Pose);
        Assert.Equal(26, meter.Results()[0].Samples);
    }

    [Theory]
    [InlineData(359, 1, 2)]
    [InlineData(-170, 175, 15)]
    [InlineData(10, 730, 0)]
    [InlineData(0, 180, 180)]
    public void Angles_WholeTurns_AreTheSameAngle(double estimate, double truth, double error) =>
        Assert.Equal(error, new AngleMeter("knee").Add(estimate, truth), 1e-9);

    [Fact]
    public void LimbAngles_BentElbow_IsItsAngleAndAbsentIsNotCounted()
    {
        var (truth, estimate) = (Absent(), Absent());
        Set(truth, "left_shoulder", new(0, 1, 0), "left_elbow", Vector3.Zero, "left_wrist", new(1, 0, 0));
        Set(estimate, "left_shoulder", new(0, 1, 0), "left_elbow", Vector3.Zero, "left_wrist", new(0, -2, 0));
        var meter = new LimbAngleMeter(Halpe26.Skeleton);
        meter.Add(estimate, truth);
        var results = meter.Results();
        Assert.Equal(90, results.Single(result => result.Joints == "left_elbow").Value, 1e-4);
        Assert.Equal((1L, "limbs"), (results[0].Samples, results[0].Joints));
        Assert.Equal(0, results.Single(result => result.Joints == "right_knee").Samples);
    }

    [Fact]
    public void Vertices_MovedMesh_HasNoErrorAfterTheRootsMeet()
    {
        var mesh = RandomPose.Points(new Random(9), 6890);
        Vector3[] moved = [.. mesh.Select(vertex => vertex + Vector3.UnitZ)];
        var meter = new VertexErrorMeter("smpl6890", "pelvis");
        meter.Add(moved, Vector3.UnitZ, mesh, Vector3.Zero);
        Assert.Equal((0.0, "root", 6890L), (Math.Round(meter.Results()[0].Value, 5), meter.Results()[0].Alignment, meter.Results()[0].Samples));
        meter.Add(moved, Vector3.Zero, mesh, Vector3.Zero);
        Assert.Equal(0.5, meter.Results()[0].Value, 1e-5);
        Assert.Equal(0, meter.Results()[1].Value, 1e-5);
    }

    private static Vector3[] Moved(Vector3 by) => [.. Pose.Select(point => point + by)];

    private static Vector3[] Absent() => [.. Enumerable.Repeat(new Vector3(float.NaN), 26)];

    private static void Set(Vector3[] pose, string first, Vector3 a, string second, Vector3 b, string third, Vector3 c)
    {
        pose[Halpe26.Skeleton.IndexOf(first)] = a;
        pose[Halpe26.Skeleton.IndexOf(second)] = b;
        pose[Halpe26.Skeleton.IndexOf(third)] = c;
    }

    private static double Value(IReadOnlyList<MetricResult> results, string name) => results.Single(result => result.Name == name).Value;
}
