using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

/// <summary>Angles, through the synthetic body's forward kinematics, to joints and back.</summary>
public sealed class JointAngleSolverTests
{
    private const float Tolerance_rad = 0.002f;
    private static readonly PersonLook Look = PersonLookGenerator.Make(new Dice(7));

    [Fact]
    public void Solve_StandingUpright_IsZeroWhereItCanBeSeen()
    {
        var angles = Solve(new Dictionary<JointAngle, float>());
        foreach (var angle in Enum.GetValues<JointAngle>())
        {
            var name = JointAngleNames.Of(angle);
            if (name.Contains("rot_", StringComparison.Ordinal) || name.StartsWith("hip_rotation", StringComparison.Ordinal))
            {
                Assert.True(float.IsNaN(angles[(int)angle]), $"{name}: a straight limb does not show how it is turned");
            }
            else
            {
                // The sole is nearly level in the synthetic shoe.
                Assert.Equal(0, angles[(int)angle], name.StartsWith("ankle", StringComparison.Ordinal) ? 0.05f : Tolerance_rad);
            }
        }
    }

    [Fact]
    public void Solve_RandomPostures_ReturnsTheirAngles()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var set = RandomAngles(random);
            var found = Solve(set);
            foreach (var (angle, value) in set)
            {
                var expected = value;
                if (angle is JointAngle.AnkleAngleLeft or JointAngle.AnkleAngleRight)
                {
                    // As the shoe's sole lies.
                    expected += Solve(new Dictionary<JointAngle, float>())[(int)angle];
                }

                Assert.True(
                    MathF.Abs(MathF.IEEERemainder(found[(int)angle] - expected, MathF.Tau)) < Tolerance_rad,
                    $"posture {i}, {JointAngleNames.Of(angle)}: {found[(int)angle]} instead of {expected}");
            }
        }
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.5f)]
    public void Solve_BackBentSideways_IsTheTurnOfTheLineFromPelvisToNeck(float bend)
    {
        var pose = new BodyPose { Pelvis_m = new Vector3(0, 0, 1) };
        pose[BodyJoint.Spine] = Quaternion.CreateFromAxisAngle(Vector3.UnitX, bend);
        var joints = JointsOf(pose);
        var straight = Look.Proportions.OffsetOf(BodyJoint.Spine).Z;
        var rest = JointsOf(new BodyPose())[Halpe26.Skeleton.IndexOf("neck")].Y - straight;
        Assert.Equal(MathF.Atan2(rest * MathF.Sin(bend), straight + (rest * MathF.Cos(bend))), AnglesOf(joints)[(int)JointAngle.LumbarBending], Tolerance_rad);
    }

    [Fact]
    public void Solve_JointsMissing_LeavesOutOnlyWhatRestsOnThem()
    {
        var joints = JointsOf(PoseOf(RandomAngles(new Random(3))));
        joints[Halpe26.Skeleton.IndexOf("right_wrist")] = new Vector3(float.NaN);
        joints[Halpe26.Skeleton.IndexOf("left_heel")] = new Vector3(float.NaN);
        var angles = AnglesOf(joints);
        JointAngle[] missing = [.. Enum.GetValues<JointAngle>().Where(angle => float.IsNaN(angles[(int)angle]))];
        Assert.Equal([JointAngle.AnkleAngleLeft, JointAngle.ArmRotationRight, JointAngle.ElbowFlexionRight], missing);

        joints[Halpe26.Skeleton.IndexOf("neck")] = new Vector3(float.NaN);
        angles = AnglesOf(joints);
        Assert.True(float.IsNaN(angles[(int)JointAngle.PelvisTilt]));
        Assert.True(float.IsNaN(angles[(int)JointAngle.HipFlexionRight]));
        Assert.False(float.IsNaN(angles[(int)JointAngle.AnkleAngleRight]));
    }

    private static Dictionary<JointAngle, float> RandomAngles(Random random)
    {
        float Between(float low, float high) => low + ((high - low) * random.NextSingle());
        var angles = new Dictionary<JointAngle, float>
        {
            [JointAngle.PelvisTilt] = Between(-1, 1),
            [JointAngle.PelvisList] = Between(-0.6f, 0.6f),
            [JointAngle.PelvisRotation] = Between(-3, 3),
            [JointAngle.LumbarRotation] = Between(-0.6f, 0.6f),
        };
        foreach (var (hip, arm) in new[] { (JointAngle.HipFlexionRight, JointAngle.ArmFlexionRight), (JointAngle.HipFlexionLeft, JointAngle.ArmFlexionLeft) })
        {
            // In the order of the list: flexion, adduction, rotation, hinge, ankle.
            float[] leg = [Between(-0.5f, 1.8f), Between(-0.8f, 0.5f), Between(-0.6f, 0.6f), Between(-2.2f, -0.4f), Between(-0.6f, 0.4f)];
            float[] upper = [Between(-0.8f, 2.8f), Between(-1.4f, 0.5f), Between(-1.2f, 1.2f), Between(0.4f, 2.4f)];
            for (var i = 0; i < leg.Length; i++)
            {
                angles[hip + i] = leg[i];
            }

            for (var i = 0; i < upper.Length; i++)
            {
                angles[arm + i] = upper[i];
            }
        }

        return angles;
    }

    private static float[] Solve(Dictionary<JointAngle, float> angles) => AnglesOf(JointsOf(PoseOf(angles)));

    private static float[] AnglesOf(Vector3[] joints)
    {
        var angles = new float[JointAngleNames.Count];
        JointAngleSolver.Solve(joints, angles);
        return angles;
    }

    private static Vector3[] JointsOf(BodyPose pose)
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        HalpeJoints.Solve(new ScenePerson("person", Look, pose), joints);
        return [.. joints.Select(OpenSimSpace.FromWorld)];
    }

    private static BodyPose PoseOf(Dictionary<JointAngle, float> angles)
    {
        float Of(JointAngle angle) => angles.GetValueOrDefault(angle);
        var pose = new BodyPose { Pelvis_m = new Vector3(3, -1, 1) };
        pose[BodyJoint.Pelvis] = Turn(Of(JointAngle.PelvisTilt), Of(JointAngle.PelvisList), Of(JointAngle.PelvisRotation));
        pose[BodyJoint.Spine] = Turn(0, 0, Of(JointAngle.LumbarRotation));
        foreach (var (hip, arm, side, left) in new[]
        {
            (BodyJoint.RightHip, BodyJoint.RightShoulder, -1, false), (BodyJoint.LeftHip, BodyJoint.LeftShoulder, 1, true),
        })
        {
            var first = left ? JointAngle.HipFlexionLeft : JointAngle.HipFlexionRight;
            pose[hip] = Turn(Of(first), -side * Of(first + 1), -side * Of(first + 2));
            pose[hip + 1] = Turn(Of(first + 3), 0, 0);
            pose[hip + 2] = Turn(Of(first + 4), 0, 0);
            first = left ? JointAngle.ArmFlexionLeft : JointAngle.ArmFlexionRight;
            pose[arm] = Turn(Of(first), -side * Of(first + 1), -side * Of(first + 2));
            pose[arm + 1] = Turn(Of(first + 3), 0, 0);
        }

        return pose;
    }

    /// <summary>OpenSim's Rz·Rx·Ry in the body's own axes: x the same, its z is -y and its y is z.</summary>
    private static Quaternion Turn(float aboutZ, float aboutX, float aboutY) =>
        Quaternion.CreateFromAxisAngle(-Vector3.UnitY, aboutZ)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitX, aboutX)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, aboutY);
}
