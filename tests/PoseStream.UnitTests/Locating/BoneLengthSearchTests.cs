using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Locating;

/// <summary>People of whom only pixels and relative depths are known (facts: model contracts §8, §15 F).</summary>
public sealed class BoneLengthSearchTests
{
    private static readonly CameraModel Plain = CameraModel.FromFieldOfView(new FrameGeometry(1920, 1080), 60);
    private static readonly CameraModel Distorting = Plain with { Cx = 940, Fy = 1650, Distortion = new LensDistortion(-0.2, 0.05, 0.001, -0.001, 0) };
    private static readonly BoneLengthSearch Search = new(Halpe26.Skeleton, BoneLengths.Adult);
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Depth_BodyOfTheMeanAdult_IsFoundWhereverItStandsAndHoweverItIsPosed(bool distorting)
    {
        var camera = distorting ? Distorting : Plain;
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var z = MathF.Exp(MathF.Log(2) + (random.NextSingle() * MathF.Log(25)));
            var root = new Vector3((random.NextSingle() - 0.5f) * 0.5f * z, (random.NextSingle() - 0.5f) * 0.2f * z, z);
            var joints = See(Body(random, 1), root, camera);
            Assert.Equal(z, Search.Depth(joints, camera)!.Value, 2e-3f * z);
        }
    }

    // Bones across the line of sight are what tells; their depths do not grow with the person.
    [Theory]
    [InlineData(0.9f)]
    [InlineData(1.1f)]
    public void Depth_SmallerOrTallerPerson_IsWrongByAsMuch(float size)
    {
        var random = new Random(6);
        for (var i = 0; i < 50; i++)
        {
            var depth = Search.Depth(See(Body(random, size), new Vector3(0.3f, 0, 6), Plain), Plain)!.Value;
            Assert.InRange(depth, 0.75f * 6 / size, 1.33f * 6 / size);
        }
    }

    [Fact]
    public void Depth_HalfOfTheBody_StillTells()
    {
        var joints = See(Body(new Random(2), 1), new Vector3(0.2f, 0.1f, 4), Plain);
        foreach (var name in new[] { "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "nose" })
        {
            joints[Halpe26.Skeleton.IndexOf(name)] = JointEstimate.Absent;
        }

        Assert.Equal(4, Search.Depth(joints, Plain)!.Value, 0.01f);
    }

    [Fact]
    public void Depth_TooFewBones_IsUnknown()
    {
        var joints = new JointEstimate[26];
        Array.Fill(joints, JointEstimate.Absent);
        Assert.Null(Search.Depth(joints, Plain));
        var seen = See(Body(new Random(2), 1), new Vector3(0, 0, 4), Plain);
        foreach (var name in new[] { "left_shoulder", "left_elbow", "left_wrist", "neck" })
        {
            joints[Halpe26.Skeleton.IndexOf(name)] = seen[Halpe26.Skeleton.IndexOf(name)];
        }

        Assert.Null(Search.Depth(joints, Plain));
    }

    [Theory]
    [InlineData(0.2f)]
    [InlineData(300)]
    public void Depth_BeyondTheRange_IsUnknown(float z)
    {
        // Flat, so that nothing but the size of the picture tells.
        var joints = See(Body(new Random(8), 1), new Vector3(0, 0, 6), Plain);
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with
            {
                Pixel = new Vector2(960, 540) + ((joints[j].Pixel - new Vector2(960, 540)) * 6 / z), RootRelative_m = new Vector3(float.NaN, float.NaN, 0),
            };
        }

        Assert.Null(Search.Depth(joints, Plain));
    }

    [Fact]
    public void Depth_ManyTimes_AllocatesNothing()
    {
        var joints = See(Body(new Random(2), 1), new Vector3(0, 0, 4), Plain);
        Search.Depth(joints, Plain);
        Assert.Equal(0, Allocation.Of(() => Search.Depth(joints, Plain)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Place_PixelsAndDepths_PutEveryJointWhereItIs(bool withRootNetwork)
    {
        var body = Body(new Random(3), 1);
        var root = new Vector3(-1.1f, 0.2f, 5);
        var joints = See(body, root, Distorting);
        var metresPerPixel = withRootNetwork ? 5 / (float)Math.Sqrt(Distorting.Fx * Distorting.Fy) : float.NaN;
        var positions = new Vector3[26];
        var fit = PersonPlacement.Place(joints, metresPerPixel, CropTransform.Region(new Vector2(500, 500), 300, 300, 0, 256, 256), Distorting, positions);
        Assert.True(Vector3.Distance(root, fit!.Value.Translation_m) < 0.01f, $"{fit}");
        Assert.Null(fit.Value.ReprojectionError_px);
        for (var j = 0; j < 26; j++)
        {
            Assert.Equal(joints[j].IsPresent, float.IsFinite(positions[j].X));
            Assert.True(!joints[j].IsPresent || Vector3.Distance(body[j] + root, positions[j]) < 0.01f, Halpe26.Skeleton.Joints[j].Name);
        }
    }

    [Fact]
    public void Place_RootAbsentOrOutOfReach_IsNoPlace()
    {
        var joints = See(Body(new Random(3), 1), new Vector3(0, 0, 5), Plain);
        var positions = new Vector3[26];
        Assert.Null(RelativeDepths.Place(joints, Pelvis, float.NaN, Plain, positions));
        Assert.Null(RelativeDepths.Place(joints, Pelvis, 0.1f, Plain, positions));
        joints[0] = joints[0] with { RootRelative_m = new Vector3(float.NaN, float.NaN, -5) };
        Assert.NotNull(RelativeDepths.Place(joints, Pelvis, 5, Plain, positions));
        Assert.True(float.IsNaN(positions[0].Z), "a joint behind the camera");
        joints[Pelvis] = JointEstimate.Absent;
        Assert.Null(RelativeDepths.Place(joints, Pelvis, 5, Plain, positions));
        Assert.All(positions, position => Assert.True(float.IsNaN(position.X)));
    }

    /// <summary>Bones of the right lengths in any direction; joints that no bone has stay absent.</summary>
    private static Vector3[] Body(Random random, float size)
    {
        var body = new Vector3[26];
        Array.Fill(body, new Vector3(float.NaN));
        body[Pelvis] = Vector3.Zero;
        body[Halpe26.Skeleton.IndexOf("neck")] = new Vector3(0, -0.48f, 0.05f) * size;
        foreach (var bone in BoneLengths.Adult)
        {
            var direction = Vector3.Normalize(new Vector3(random.NextSingle() - 0.5f, (random.NextSingle() - 0.5f) * 2, (random.NextSingle() - 0.5f) * 0.7f));
            body[Halpe26.Skeleton.IndexOf(bone.To)] = body[Halpe26.Skeleton.IndexOf(bone.From)] + (direction * bone.Length_m * size);
        }

        return body;
    }

    private static JointEstimate[] See(Vector3[] body, Vector3 root, CameraModel camera) => [.. body.Select(joint => float.IsNaN(joint.X)
        ? JointEstimate.Absent
        : new JointEstimate(camera.Project(joint + root), new Vector3(float.NaN, float.NaN, joint.Z), 1, 1))];
}
