using System.Numerics;
using System.Text.Json;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>
/// D3KE's networks, whose weights cannot be had: small ones with their inputs, heads and outputs, made by Contracts/make_d3ke.py, which also computes with numpy and torch what they say. From
/// the frame's bytes, through a camera turned to the person, to points in the real camera's axes both must agree.
/// </summary>
public sealed class D3keContractTests : IDisposable
{
    private const float Tolerance = 1e-3f;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "d3ke.json"))).RootElement;
    private static readonly JsonElement People = Expected.GetProperty("d3ke").GetProperty("people");
    private static readonly FrameGeometry Geometry = new(128, 96);
    private static readonly CameraModel Camera = ReadCamera(Expected.GetProperty("camera"));
    private static readonly InputSpec Input = new(256, 256, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.VirtualCamera, 0, 1);

    private readonly FramePool _pool = new(1);

    [Fact]
    public void Frame_EachPersonOfAWideLens_IsAsTheReference()
    {
        using var model = LoadFrame(Input);
        foreach (var person in People.EnumerateArray())
        {
            var pose = Estimate(model, crop: null, person);
            Assert.Equal(1, pose.Score);
            Assert.True(Difference(person, pose) < Tolerance, $"{person.GetProperty("box")}: {Difference(person, pose)}");
            var pixels = Floats(person.GetProperty("pixels"));
            for (var j = 0; j < pose.Joints.Length; j++)
            {
                Assert.True(Vector2.Distance(new(pixels[2 * j], pixels[(2 * j) + 1]), pose.Joints[j].Pixel) < Tolerance * Geometry.Width, $"{j}: {pose.Joints[j].Pixel}");
            }
        }
    }

    // The mistakes that give plausible but wrong output (facts: model contracts, T10): each must be seen.
    [Theory]
    [InlineData("normalized")]
    [InlineData("bgr")]
    [InlineData("affine crop")]
    [InlineData("axes not turned back")]
    [InlineData("distortion forgotten")]
    [InlineData("a quarter of margin")]
    public void Frame_WithAMistake_IsNotAsTheReference(string mistake)
    {
        var person = People[5];
        using var model = LoadFrame(mistake switch
        {
            "normalized" => Input with { Mean = [0.485f, 0.456f, 0.406f], Std = [0.229f, 0.224f, 0.225f] },
            "bgr" => Input with { Color = ColorOrder.Bgr },
            "a quarter of margin" => Input with { BoxExpansion = 1.25f },
            _ => Input,
        });
        var box = Box(person);
        var side = MathF.Max(box.Width, box.Height);
        CropTransform? crop = mistake switch
        {
            "affine crop" => CropTransform.Region(box.Center, side, side, 0, 256, 256),
            "distortion forgotten" => model.CropFor(box, Camera with { Distortion = LensDistortion.None }),
            _ => null,
        };
        var pose = Estimate(model, crop, person);
        if (mistake == "axes not turned back")
        {
            pose.FromCrop = Quaternion.Identity;
            foreach (ref var joint in pose.Joints)
            {
                joint = joint with { RootRelative_m = Vector3.Transform(joint.RootRelative_m, Quaternion.Conjugate(model.CropFor(box, Camera).Turn)) };
            }
        }

        Assert.True(Difference(person, pose) > 10 * Tolerance, $"the mistake changes the answer by no more than {Difference(person, pose)}");
    }

    [Fact]
    public void FrameHead_SameNetworkWithoutKinematics_GivesAnglesScalesAndRotation()
    {
        var manifest = Manifest("d3ke-head", ModelTask.Pose, Input, "d3ke.onnx", "image", ("head", "head"));
        using var model = OnnxFixture.Loader().LoadPose(manifest, manifest.Builds[0], Path.Combine(Folder, "d3ke.onnx"), OnnxFixture.Cpu);
        var person = People[6];
        var pose = Estimate(model, crop: null, person);
        Assert.Equal((1f, 222), (pose.Score, pose.Features.Length));
        Assert.True(DifferenceOfRest(person, pose) < Tolerance, $"{DifferenceOfRest(person, pose)}");
        Assert.All(pose.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
    }

    [Theory]
    [InlineData("transformer", true)]
    [InlineData("lstm", true)]
    [InlineData("transformer", false)]
    [InlineData("lstm", false)]
    public void Sequence_SevenFramesOfNine_IsAsTheReference(string kind, bool full)
    {
        using var frames = LoadFrame(Input);
        using var model = LoadSequence(kind, full);
        Assert.Equal((9, 4, D3keFeatures.Count), (model.Window, model.Delay, model.FeatureCount));
        var window = new PoseWindow(model.Window, model.Delay, D3ke115.Skeleton.Count, model.FeatureCount);
        foreach (var person in People.EnumerateArray())
        {
            window.Add(Estimate(frames, crop: null, person), Geometry, default);
        }

        using var worker = model.CreateWorker();
        var result = new PoseEstimate(model.Output.Count, model.OutputFeatureCount);
        worker.Estimate([window], [result]);

        var (sequence, target) = (Expected.GetProperty("d3ke").GetProperty("sequences").GetProperty(kind), Expected.GetProperty("d3ke").GetProperty("target").GetInt32());
        Assert.True(DifferenceOfRest(sequence, result) < Tolerance, $"{DifferenceOfRest(sequence, result)}");

        // Without kinematics the points stay those of the frame that is answered for.
        var points = full ? sequence : People[target];
        Assert.True(DifferenceOfPoints(points, result) < Tolerance, $"{DifferenceOfPoints(points, result)}");
        Assert.True(DifferenceOfPoints(full ? People[target] : sequence, result) > 10 * Tolerance);

        // The answer belongs to the target's camera, and to no other frame's.
        var own = result.FromCrop;
        result.FromCrop = Estimate(frames, crop: null, People[6]).FromCrop;
        Assert.True(DifferenceOfRest(sequence, result) > 10 * Tolerance);
        result.FromCrop = own;
    }

    [Fact]
    public void Sequence_CausalNetwork_AnswersForTheNewestFrame()
    {
        var manifest = Sequence("lstm", full: true) with { Decode = new Dictionary<string, double> { ["causal"] = 1 } };
        using var model = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, "d3ke-lstm.onnx"), OnnxFixture.Cpu);
        Assert.Equal((9, 0), (model.Window, model.Delay));
    }

    // The last step: camera space, found by fitting the points to their pixels in the distorted picture.
    [Fact]
    public void Frame_PlacedInCameraSpace_IsAsTheReference()
    {
        using var model = LoadFrame(Input);
        var (map, joints, positions) = (JointMaps.ToPublished(model.Skeleton), new JointEstimate[26], new Vector3[26]);
        foreach (var person in People.EnumerateArray())
        {
            var pose = Estimate(model, crop: null, person);
            map.Apply(pose.Joints, joints);
            var fit = PersonPlacement.Place(joints, pose.MetresPerPixel, model.CropFor(Box(person), Camera), Camera, positions);
            Assert.InRange(fit!.Value.ReprojectionError_px!.Value, 0, 0.05f);
            var expected = Floats(person.GetProperty("camera_space"));
            for (var j = 0; j < joints.Length; j++)
            {
                if (Sources[j] is { } source)
                {
                    var wanted = new Vector3(expected.AsSpan(3 * source, 3));
                    Assert.True(Vector3.Distance(wanted, positions[j]) < Tolerance * wanted.Length(), $"{person.GetProperty("box")}, joint {j}: {positions[j]}, expected {wanted}");
                }
            }

            Assert.True(Vector3.Distance(new Vector3(expected.AsSpan(3 * 50, 3)), fit.Value.Translation_m) < Tolerance * fit.Value.Translation_m.Length());
        }
    }

    [Fact]
    public void Load_OtherFit_IsRefused()
    {
        var manifest = Manifest("d3ke", ModelTask.Pose, Input with { Fit = InputFit.SquareCrop }, "d3ke.onnx", "image", FrameOutputs);
        var error = Assert.Throws<ModelContractException>(
            () => OnnxFixture.Loader().LoadPose(manifest, manifest.Builds[0], Path.Combine(Folder, "d3ke.onnx"), OnnxFixture.Cpu));
        Assert.Contains("write \"fit\": \"virtual-camera\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Mesh_OnePose_IsAsTheReference(bool permuted)
    {
        var expected = Expected.GetProperty("pose2mesh");
        var tables = new Dictionary<string, IReadOnlyList<float>>
        {
            ["permutation"] = permuted ? Floats(expected.GetProperty("permutation")) : [.. Enumerable.Range(0, 16).Select(i => (float)i)],
            ["faces"] = Floats(expected.GetProperty("faces")),
            ["regressor"] = Floats(expected.GetProperty("regressor")),
        };
        var manifest = TestModels.Manifest(
            "pose2mesh", ModelTask.Mesh, "pose2mesh", InputSpec.None, TestModels.Build("pose2mesh.onnx", "pose2d", ("mesh", "mesh"))) with
        {
            Skeleton = "h36m17", Decode = new Dictionary<string, double> { ["vertices"] = 12 },
        };
        using var model = OnnxFixture.Loader().LoadMesh(manifest, manifest.Builds[0], Path.Combine(Folder, "pose2mesh.onnx"), tables, OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        var pose = new PoseEstimate(17);
        var (pixels, metres) = (Floats(expected.GetProperty("pixels")), Floats(expected.GetProperty("metres")));
        for (var j = 0; j < 17; j++)
        {
            pose.Joints[j] = new JointEstimate(new(pixels[2 * j], pixels[(2 * j) + 1]), new(metres[3 * j], metres[(3 * j) + 1], metres[(3 * j) + 2]), 1, 1);
        }

        var result = new Core.Meshes.MeshEstimate(model.Topology.VertexCount, model.RegressedJoints);
        worker.Estimate([pose], [result]);
        Assert.True(result.IsPresent);
        var vertices = Largest(Floats(expected.GetProperty("vertices")), Flat(result.Vertices_m));
        Assert.True(vertices < Tolerance == permuted, $"{vertices}");
        Assert.True(Largest(Floats(expected.GetProperty("joints")), Flat(result.Joints_m)) < Tolerance == permuted);
        Assert.Equal(permuted, Core.Meshes.MeshFaults.Of(model.Topology, result.Vertices_m).AreNone);

        pose.Joints[3] = JointEstimate.Absent;
        worker.Estimate([pose], [result]);
        Assert.False(result.IsPresent);
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>For each published joint the point that it is.</summary>
    private static int?[] Sources { get; } = FindSources();

    private static (string Role, string Name)[] FrameOutputs { get; } =
    [
        ("joints", "predJointPos"), ("markers", "predMarkerPos"), ("scales", "predBoneScale"), ("angles", "predRot"), ("root_rotation", "rootRot"),
    ];

    private static IPoseModel LoadFrame(InputSpec input)
    {
        var manifest = Manifest("d3ke", ModelTask.Pose, input, "d3ke.onnx", "image", FrameOutputs);
        return OnnxFixture.Loader().LoadPose(manifest, manifest.Builds[0], Path.Combine(Folder, "d3ke.onnx"), OnnxFixture.Cpu);
    }

    private static ITemporalModel LoadSequence(string kind, bool full)
    {
        var manifest = Sequence(kind, full);
        return OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, $"d3ke-{kind}.onnx"), OnnxFixture.Cpu);
    }

    private static ModelManifest Sequence(string kind, bool full) => full
        ? Manifest("d3ke-sequence", ModelTask.Sequence, InputSpec.None, $"d3ke-{kind}.onnx", "features", FrameOutputs)
        : Manifest("d3ke-sequence-head", ModelTask.Sequence, InputSpec.None, $"d3ke-{kind}.onnx", "features", ("head", "head"));

    private static ModelManifest Manifest(string family, ModelTask task, InputSpec input, string file, string inputName, params (string Role, string Name)[] outputs) =>
        TestModels.Manifest(family, task, family, input, TestModels.Build(file, inputName, outputs));

    private PoseEstimate Estimate(IPoseModel model, CropTransform? crop, JsonElement person)
    {
        using var lease = ContractPicture.Rent(_pool, Path.Combine(Folder, "frame.yuv"), Expected);
        using var worker = model.CreateWorker();
        var pose = new PoseEstimate(model.Skeleton.Count, model.FeatureCount);
        worker.Estimate([new PoseCrop(lease.Frame, crop ?? model.CropFor(Box(person), Camera))], [pose]);
        return pose;
    }

    private static int?[] FindSources()
    {
        var source = Enumerable.Range(0, 115).Select(j => JointEstimate.Absent with { Pixel = new Vector2(j), Confidence = 1 }).ToArray();
        var target = new JointEstimate[26];
        D3ke115.ToHalpe26.Apply(source, target);
        return [.. target.Select(joint => joint.IsPresent ? (int?)(int)joint.Pixel.X : null)];
    }

    private static float Difference(JsonElement expected, PoseEstimate pose) => MathF.Max(DifferenceOfPoints(expected, pose), DifferenceOfRest(expected, pose));

    private static float DifferenceOfPoints(JsonElement expected, PoseEstimate pose)
    {
        Vector3[] points = [.. pose.Joints.ToArray().Select(joint => joint.RootRelative_m)];
        return Largest(Floats(expected.GetProperty("points")), Flat(points));
    }

    private static float DifferenceOfRest(JsonElement expected, PoseEstimate pose)
    {
        var rest = pose.Features[^D3keFeatures.CountWithoutPoints..];
        var root = new float[9];
        for (var axis = 0; axis < 3; axis++)
        {
            var turned = Vector3.Transform(D3keFeatures.PelvisAxis(pose.Features, axis), pose.FromCrop);
            (root[axis], root[3 + axis], root[6 + axis]) = (turned.X, turned.Y, turned.Z);
        }

        return new[]
        {
            Largest(Floats(expected.GetProperty("scales")), rest[..144].ToArray()),
            Largest(Floats(expected.GetProperty("angles")), rest[^69..].ToArray()),
            Largest(Floats(expected.GetProperty("root_rotation")), root),
        }.Max();
    }

    private static float Largest(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, (e, a) => MathF.Abs(e - a) / MathF.Max(1, MathF.Abs(e))).Max();
    }

    private static float[] Flat(Vector3[] points) => [.. points.SelectMany(point => new[] { point.X, point.Y, point.Z })];

    private static BoundingBox Box(JsonElement person)
    {
        var box = Floats(person.GetProperty("box"));
        return new BoundingBox(box[0], box[1], box[2], box[3]);
    }

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static CameraModel ReadCamera(JsonElement camera)
    {
        double Of(string name) => camera.GetProperty(name).GetDouble();
        var lens = new LensDistortion(Of("k1"), Of("k2"), Of("p1"), Of("p2"), Of("k3"));
        return new CameraModel(Of("fx"), Of("fy"), Of("cx"), Of("cy"), lens, Geometry, IntrinsicsSource.Configured);
    }
}
