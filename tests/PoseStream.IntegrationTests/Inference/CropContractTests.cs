using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>
/// 3DMPPE, HEMlets and RTMW3D, whose weights cannot be had: small networks with their inputs, heads and outputs, made by Contracts/make_pose_contracts.py,
/// which also computes with numpy and torch where two people of a picture are. From the picture's bytes to joints in camera space both must agree; what is easily
/// mistaken in such a chain must not.
/// </summary>
public sealed class CropContractTests : IDisposable
{
    private const float Accuracy = 1e-3f;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected-poses.json"))).RootElement;
    private static readonly InputSpec ZeroTo255 = new(
        256, 256, ColorOrder.Rgb, 1, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f], InputFit.IndexCrop, 0, 1.25f);

    private static readonly InputSpec ImageNet = ZeroTo255 with { Mean = [123.675f, 116.28f, 103.53f], Std = [58.395f, 57.12f, 57.375f], BoxExpansion = 1 };

    private static readonly ModelManifest PoseNet = Manifest("3dmppe-posenet", ZeroTo255, "h36m18", "crop-posenet.onnx", "image", "coords");
    private static readonly ModelManifest PoseNetVolume = Manifest("3dmppe-posenet-volume", ZeroTo255, "muco21", "crop-posenet-volume.onnx", "image", "volume");
    private static readonly ModelManifest Hemlets = Manifest("hemlets", ImageNet, null, "crop-hemlets.onnx", "image", "coords");
    private static readonly ModelManifest Rtmw3d = Manifest(
        "rtmw3d", ImageNet with { Width = 288, Height = 384, Fit = InputFit.AspectCrop, BoxExpansion = 1.25f }, "wholebody133", "crop-rtmw3d.onnx", "input",
        "simcc_x", "simcc_y", "simcc_z");

    private static readonly ModelManifest RootNet = TestModels.Manifest(
        "crop-rootnet", ModelTask.Root, "3dmppe-rootnet", ZeroTo255, TestModels.Build("crop-rootnet.onnx", "image", ("root", "root")) with { ScaleInput = "k" });

    private static readonly ModelManifest RootNetGamma = TestModels.Manifest(
        "crop-rootnet-gamma", ModelTask.Root, "3dmppe-rootnet-gamma", ZeroTo255,
        TestModels.Build("crop-rootnet-gamma.onnx", "image", ("position", "position"), ("gamma", "gamma")));

    private readonly FramePool _pool = new(1);

    public static TheoryData<int, bool> PeopleAndFlip => new() { { 0, false }, { 0, true }, { 1, false }, { 1, true } };

    [Theory]
    [MemberData(nameof(PeopleAndFlip))]
    public void PoseNet_WithRootNet_IsWhereTheReferenceHasIt(int person, bool flipTest)
    {
        var seen = Estimate(With(PoseNet, "flip_test", flipTest ? 1 : 0), person);
        seen.Pose.MetresPerPixel = Root(person).MetresPerPixel;
        AssertAgrees(Points(person, flipTest ? "posenet_flip_m" : "posenet_m"), seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PoseNetVolume_WithRootNet_IsWhereTheReferenceHasIt(int person)
    {
        var seen = Estimate(PoseNetVolume, person);
        seen.Pose.MetresPerPixel = Root(person).MetresPerPixel;
        AssertAgrees(Points(person, "posenet_volume_m"), seen);
        Assert.All(seen.Pose.Joints.ToArray(), joint => Assert.True(joint.PixelSigma > 0 && joint.DepthSigma_m > 0 && joint.Confidence is > 0.5f and < 1));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void RootNet_BothExports_AreWhereTheReferenceHasIt(int person, bool givesGamma)
    {
        var (root, camera) = (Root(person, givesGamma ? RootNetGamma : RootNet), Camera());
        var expected = Expected.GetProperty("people")[person].GetProperty("root");
        var depth = root.MetresPerPixel * (float)Math.Sqrt(camera.Fx * camera.Fy);
        AssertNear(Point(expected.GetProperty("camera_m")), new Vector3(camera.Normalize(root.Pixel), 1) * depth, "root");
    }

    // A person of another size in the crop is another distance: the crop's own size is part of the answer.
    [Theory]
    [InlineData(1.1f)]
    [InlineData(0.9f)]
    public void RootNet_CropOfAnotherSize_IsElsewhere(float factor)
    {
        var manifest = RootNet with { Input = ZeroTo255 with { BoxExpansion = 1.25f * factor } };
        var expected = Point(Expected.GetProperty("people")[0].GetProperty("root").GetProperty("camera_m"));
        var camera = Camera();
        Assert.True(MathF.Abs((Root(0, manifest).MetresPerPixel * (float)Math.Sqrt(camera.Fx * camera.Fy) / expected.Z) - 1) > 0.03f);
    }

    [Fact]
    public void RootNet_ManifestWithoutItsSecondInput_IsRefused()
    {
        var manifest = RootNet with { Builds = [RootNet.Builds[0] with { ScaleInput = null }] };
        var error = Assert.Throws<ModelContractException>(() => Root(0, manifest));
        Assert.Matches("'k'|scale_input", error.Message);
    }

    [Theory]
    [MemberData(nameof(PeopleAndFlip))]
    public void Hemlets_WithoutRootNet_IsAsFarAsItsBonesAreRight(int person, bool flipTest) =>
        AssertAgrees(Points(person, flipTest ? "hemlets_flip" : "hemlets", "joints_m"), Estimate(With(Hemlets, "flip_test", flipTest ? 1 : 0), person));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rtmw3d_WithRootNet_IsWhereTheReferenceHasIt(int person)
    {
        var seen = Estimate(Rtmw3d, person);
        seen.Pose.MetresPerPixel = Root(person).MetresPerPixel;
        var expected = Expected.GetProperty("people")[person].GetProperty("rtmw3d");
        bool[] isClear = [.. expected.GetProperty("is_clear").EnumerateArray().Select(clear => clear.GetBoolean())];
        AssertAgrees(
            Points(person, "rtmw3d", "joints_m"),
            seen,
            [.. Floats(expected.GetProperty("scores")).Zip(isClear, (score, clear) => clear ? score >= 0.3f : (bool?)null)]);
        Assert.True(isClear.Count(clear => clear) >= 60);
    }

    public static TheoryData<string> Mistakes => ["colour order", "0 to 1", "crop too small", "aspect given up", "a box's edge for its last pixel"];

    // What the tests above would miss if these passed.
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void PoseNet_PreparedWrongly_IsElsewhere(string mistake) => AssertElsewhere(PoseNet, mistake, "posenet_m");

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Hemlets_PreparedWrongly_IsElsewhere(string mistake) => AssertElsewhere(Hemlets, mistake, "hemlets", "joints_m");

    // Facts: model contracts §0, T11 and T15.
    [Fact]
    public void Hemlets_CellsDividedBy64_IsElsewhere() => Assert.True(FurthestOff(Points(0, "hemlets_by_64", "joints_m"), Estimate(Hemlets, 0)) > 3 * Accuracy);

    [Fact]
    public void Rtmw3d_DepthsDividedByHalfOfTheHeight_IsElsewhere()
    {
        var seen = Estimate(Rtmw3d, 0);
        seen.Pose.MetresPerPixel = Root(0).MetresPerPixel;
        Assert.True(FurthestOff(Points(0, "rtmw3d_half_of_height", "joints_m"), seen) > 3 * Accuracy);
    }

    [Fact]
    public void Estimate_BothPeopleInOneRun_AreAsOneByOne()
    {
        var options = OnnxFixture.Cpu with { BatchOnCpu = true, MaxBatch = 2 };
        var flipped = With(PoseNet, "flip_test", 1);
        using var roots = OnnxFixture.Loader().LoadRoot(RootNet, RootNet.Builds[0], Path.Combine(Folder, RootNet.Builds[0].File), options);
        using var poses = OnnxFixture.Loader().LoadPose(flipped, flipped.Builds[0], Path.Combine(Folder, flipped.Builds[0].File), options);
        Assert.Equal((2, 2), (roots.MaxBatch, poses.MaxBatch));
        using var rootWorker = roots.CreateWorker();
        using var poseWorker = poses.CreateWorker();
        using var lease = Picture();
        PoseCrop[] crops = [new(lease.Frame, poses.CropFor(Box(0), Camera())), new(lease.Frame, poses.CropFor(Box(1), Camera()))];
        PoseEstimate[] found = [new(18), new(18)];
        var rootsFound = new RootEstimate[2];
        rootWorker.Estimate(crops, rootsFound);
        poseWorker.Estimate(crops, found);
        for (var person = 0; person < 2; person++)
        {
            found[person].MetresPerPixel = rootsFound[person].MetresPerPixel;
            AssertAgrees(Points(person, "posenet_flip_m"), new Sight(poses.Skeleton, found[person], crops[person].Transform));
        }
    }

    [Fact]
    public void Estimate_WithFlipTest_AllocatesNothing()
    {
        using var model = Load(With(PoseNet, "flip_test", 1));
        using var worker = model.CreateWorker();
        using var lease = Picture();
        var result = new PoseEstimate(model.Skeleton.Count);
        var crop = new PoseCrop(lease.Frame, model.CropFor(Box(0), Camera()));
        for (var i = 0; i < 3; i++)
        {
            worker.Estimate(new ReadOnlySpan<PoseCrop>(in crop), new ReadOnlySpan<PoseEstimate>(in result));
        }

        Assert.Equal(0, Allocation.Of(() => worker.Estimate(new ReadOnlySpan<PoseCrop>(in crop), new ReadOnlySpan<PoseEstimate>(in result)), 10));
    }

    public void Dispose() => _pool.Dispose();

    private static ModelManifest Manifest(string family, InputSpec input, string? skeleton, string file, string inputName, params string[] outputs) =>
        TestModels.Manifest(file[..^5], ModelTask.Pose, family, input, TestModels.Build(file, inputName, [.. outputs.Select(name => (name, name))])) with { Skeleton = skeleton };

    private static ModelManifest With(ModelManifest manifest, string constant, double value) => manifest with { Decode = new Dictionary<string, double> { [constant] = value } };

    private static IPoseModel Load(ModelManifest manifest) =>
        OnnxFixture.Loader().LoadPose(manifest, manifest.Builds[0], Path.Combine(Folder, manifest.Builds[0].File), OnnxFixture.Cpu);

    private static BoundingBox Box(int person)
    {
        var box = Floats(Expected.GetProperty("people")[person].GetProperty("box"));
        return new BoundingBox(box[0], box[1], box[0] + box[2], box[1] + box[3]);
    }

    /// <summary>Principal points of OpenCV count from the middle of the first pixel, ours from its corner.</summary>
    private static CameraModel Camera()
    {
        var camera = Floats(Expected.GetProperty("camera"));
        var geometry = new FrameGeometry(Expected.GetProperty("width").GetInt32(), Expected.GetProperty("height").GetInt32());
        return new CameraModel(camera[0], camera[1], camera[2] + 0.5, camera[3] + 0.5, LensDistortion.None, geometry, IntrinsicsSource.Configured);
    }

    /// <summary>Frame pixels.</summary>
    private RootEstimate Root(int person, ModelManifest? manifest = null)
    {
        manifest ??= RootNet;
        using var model = OnnxFixture.Loader().LoadRoot(manifest, manifest.Builds[0], Path.Combine(Folder, manifest.Builds[0].File), OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        using var lease = Picture();
        var roots = new RootEstimate[1];
        worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(Box(person)))], roots);
        return roots[0];
    }

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static Vector3 Point(JsonElement numbers) => new(Floats(numbers));

    private static Vector3[] Points(int person, params string[] path)
    {
        var at = Expected.GetProperty("people")[person];
        foreach (var name in path)
        {
            at = at.GetProperty(name);
        }

        return [.. at.EnumerateArray().Select(Point)];
    }

    private static void AssertNear(Vector3 expected, Vector3 actual, string what) =>
        Assert.True(Vector3.Distance(expected, actual) < Accuracy * expected.Length(), $"{what}: {actual}, expected {expected}");

    /// <summary>The network's own joints, and the published ones where both sets have the same joint.</summary>
    /// <param name="isPresent">Null where all of them are; null for a joint that says nothing.</param>
    private static void AssertAgrees(Vector3[] expected, Sight seen, bool?[]? isPresent = null)
    {
        var (own, published) = Place(seen);
        Assert.Equal(seen.Skeleton.Count, expected.Length);
        var compared = 0;
        for (var j = 0; j < expected.Length; j++)
        {
            var name = seen.Skeleton.Joints[j].Name;
            if (isPresent is not null && isPresent[j] is not true)
            {
                Assert.True(isPresent[j] is null || !seen.Pose.Joints[j].IsPresent, name);
                continue;
            }

            AssertNear(expected[j], own[j], name);
            if (name != "head" && Halpe26.Skeleton.TryIndexOf(name, out var index))
            {
                AssertNear(expected[j], published[index], $"published {name}");
                compared++;
            }
        }

        Assert.True(compared >= 8, $"{compared} joints compared");
    }

    private static float FurthestOff(Vector3[] expected, Sight seen)
    {
        var (own, _) = Place(seen);
        return Enumerable.Range(0, expected.Length).Where(j => seen.Pose.Joints[j].IsPresent).Max(j => Vector3.Distance(expected[j], own[j]) / expected[j].Length());
    }

    private static (Vector3[] Own, Vector3[] Published) Place(Sight seen)
    {
        var camera = Camera();
        var joints = new JointEstimate[Halpe26.Skeleton.Count];
        JointMaps.ToPublished(seen.Skeleton).Apply(seen.Pose.Joints, joints);
        var published = new Vector3[joints.Length];
        var placed = PersonPlacement.Place(joints, seen.Pose.MetresPerPixel, seen.Crop, camera, published);
        Assert.NotNull(placed);
        var own = new Vector3[seen.Skeleton.Count];
        RelativeDepths.Place(seen.Pose.Joints, FirstPresent(seen.Pose), placed.Value.Translation_m.Z, camera, own);
        return (own, published);
    }

    private static int FirstPresent(PoseEstimate pose) => Array.FindIndex(pose.Joints.ToArray(), joint => joint.IsPresent);

    private void AssertElsewhere(ModelManifest manifest, string mistake, params string[] path)
    {
        var input = manifest.Input;
        var wrong = mistake switch
        {
            "colour order" => input with { Color = ColorOrder.Bgr },
            "0 to 1" => input with { Scale = 1f / 255 },
            "crop too small" => input with { BoxExpansion = input.BoxExpansion * 0.9f },
            "a box's edge for its last pixel" => input with { Fit = InputFit.AspectCrop },
            _ => input,
        };
        var box = Box(0);
        CropTransform? crop = mistake == "aspect given up"
            ? CropTransform.Region(box.Center, box.Width * input.BoxExpansion, box.Height * input.BoxExpansion, 0, input.Width, input.Height)
            : null;
        var seen = Estimate(manifest with { Input = wrong }, 0, crop);
        if (manifest.Family == PoseNet.Family)
        {
            seen.Pose.MetresPerPixel = Root(0).MetresPerPixel;
        }

        var off = FurthestOff(Points(0, path), seen);
        Assert.True(off > 1.5f * Accuracy, $"off by {off} only");
    }

    private Sight Estimate(ModelManifest manifest, int person, CropTransform? crop = null)
    {
        using var model = Load(manifest);
        using var worker = model.CreateWorker();
        using var lease = Picture();
        var pose = new PoseEstimate(model.Skeleton.Count);
        var transform = crop ?? model.CropFor(Box(person), Camera());
        worker.Estimate([new PoseCrop(lease.Frame, transform)], [pose]);
        Assert.True(pose.Score >= model.PersonThreshold);
        return new Sight(model.Skeleton, pose, transform);
    }

    private FrameLease Picture() => ContractPicture.Rent(_pool, Path.Combine(Folder, "crops.yuv"), Expected);

    private sealed record Sight(Skeleton Skeleton, PoseEstimate Pose, CropTransform Crop);
}
