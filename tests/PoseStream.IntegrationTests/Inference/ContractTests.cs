using System.Text.Json;
using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>
/// Networks whose weights cannot be had: small ones with their inputs, heads and outputs, made by Contracts/make_contracts.py, which also computes
/// with numpy and torch what they say of a frame. From the frame's bytes to boxes and joints in its pixels both must agree.
/// </summary>
public sealed class ContractTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json"))).RootElement;
    private readonly FramePool _pool = new(1);

    public static TheoryData<string, bool> Preparations => new()
    {
        { "as it should be", true }, { "colour order", false }, { "0 to 255", false }, { "aspect given up", false },
    };

    [Theory]
    [MemberData(nameof(Preparations))]
    public void Detr_OneFrame_IsAsTheReference(string preparation, bool agrees)
    {
        var input = new InputSpec(
            160, 128, ColorOrder.Rgb, 1f / 255, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f], InputFit.LetterboxTopLeft, 0);
        var manifest = TestModels.Manifest(
            "detr", ModelTask.Detection, "detr", Prepared(input, preparation), TestModels.Build("detr.onnx", "inputs", ("logits", "pred_logits"), ("boxes", "pred_boxes")));
        using var model = OnnxFixture.Loader().LoadDetector(manifest, manifest.Builds[0], Path.Combine(Folder, "detr.onnx"), OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        using var lease = Frame();
        var found = new DetectionList();
        worker.Detect([lease.Frame], [found]);

        var expected = Expected.GetProperty("detr");
        var boxes = expected.GetProperty("boxes").EnumerateArray().Select(Floats).ToArray();
        var scores = Floats(expected.GetProperty("scores"));
        Assert.True(boxes.Length >= 10 && expected.GetProperty("queries_of_other_classes").GetInt32() >= 10, "the fixture shows nothing");
        var actual = found.Items.ToArray();
        var differences = boxes.Length != actual.Length ? float.PositiveInfinity : boxes.Zip(actual, (box, item) => new[]
        {
            Relative(box[0], item.Box.X1), Relative(box[1], item.Box.Y1), Relative(box[2], item.Box.X2), Relative(box[3], item.Box.Y2),
        }.Max()).Concat(scores.Zip(actual, (score, item) => MathF.Abs(score - item.Score))).Max();
        Assert.True(differences < 1e-3f == agrees, $"{actual.Length} people, furthest off {differences}");
    }

    [Theory]
    [MemberData(nameof(Preparations))]
    public void KeypointRcnn_CropOverTheBorder_IsAsTheReference(string preparation, bool agrees)
    {
        var expected = Expected.GetProperty("keypoint_rcnn");
        var manifest = KeypointRcnn() with { Input = Prepared(KeypointRcnn().Input, preparation) };
        using var model = OnnxFixture.Loader().LoadPose(manifest, manifest.Builds[0], Path.Combine(Folder, "keypoint-rcnn.onnx"), OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        using var lease = Frame();
        var pose = new PoseEstimate(model.Skeleton.Count);
        var person = Floats(expected.GetProperty("person"));
        worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(new BoundingBox(person[0], person[1], person[2], person[3]), CameraModel.FromFieldOfView(lease.Frame.Geometry, 60)))], [pose]);

        var keypoints = expected.GetProperty("keypoints").EnumerateArray().Select(Floats).ToArray();
        var confidences = Floats(expected.GetProperty("confidences"));
        Assert.Equal(23, keypoints.Length);
        Assert.Contains(confidences, confidence => confidence < 0.5f);
        Assert.Contains(confidences, confidence => confidence >= 0.5f);
        var differences = MathF.Abs(expected.GetProperty("score").GetSingle() - pose.Score);
        for (var j = 0; j < keypoints.Length; j++)
        {
            // The network gives all 23; those that it invented are absent.
            var joint = pose.Joints[j];
            differences = MathF.Max(differences, joint.IsPresent != confidences[j] >= 0.5f ? 1
                : !joint.IsPresent ? 0
                : MathF.Max(MathF.Abs(confidences[j] - joint.Confidence), MathF.Max(Relative(keypoints[j][0], joint.Pixel.X), Relative(keypoints[j][1], joint.Pixel.Y))));
        }

        Assert.True(differences < 1e-3f == agrees, $"furthest off {differences}");
    }

    [Fact]
    public void Rcnn_SameFileAsADetector_FindsItsPeopleInTheFrame()
    {
        var pose = KeypointRcnn();
        var manifest = pose with
        {
            Task = ModelTask.Detection, Family = "rcnn", Skeleton = null, Input = pose.Input with { Fit = InputFit.LetterboxTopLeft },
            Decode = new Dictionary<string, double> { ["score_threshold"] = 0.05 },
        };
        using var model = OnnxFixture.Loader().LoadDetector(manifest, manifest.Builds[0], Path.Combine(Folder, "keypoint-rcnn.onnx"), OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        using var lease = Frame();
        var found = new DetectionList();
        worker.Detect([lease.Frame], [found]);
        Assert.NotEqual(0, found.Count);
        Assert.All(found.Items.ToArray(), item => Assert.True(item.Box.X1 >= 0 && item.Box.X2 <= 128 && item.Box.Y2 <= 96 && item.Score >= 0.05f, $"{item}"));
        Assert.Equal(1, model.MaxBatch);
    }

    [Fact]
    public void YoloV3Zoo_OneFrame_IsAsTheReference()
    {
        var input = new InputSpec(64, 96, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.LetterboxCentered, 128);
        var build = TestModels.Build("yolov3-zoo.onnx", "input_1", ("boxes", "boxes"), ("scores", "scores")) with { SizeInput = "image_shape" };
        var manifest = TestModels.Manifest("yolov3-zoo", ModelTask.Detection, "yolov3-zoo", input, build);
        var path = Path.Combine(Folder, "yolov3-zoo.onnx");
        using var model = OnnxFixture.Loader().LoadDetector(manifest, build, path, OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        using var lease = Frame();
        var found = new DetectionList();
        worker.Detect([lease.Frame], [found]);

        var expected = Expected.GetProperty("yolov3_zoo");
        var (box, best) = (Floats(expected.GetProperty("box")), found.Items[0]);
        Assert.Equal(expected.GetProperty("score").GetSingle(), best.Score, 1e-3f);
        float[] actual = [best.Box.X1, best.Box.Y1, best.Box.X2, best.Box.Y2];
        Assert.All(box.Zip(actual), pair => Assert.True(Relative(pair.First, pair.Second) < 1e-3f, $"{pair}"));

        var unnamed = Assert.Throws<ModelContractException>(
            () => OnnxFixture.Loader().LoadDetector(manifest, build with { SizeInput = null }, path, OnnxFixture.Cpu));
        Assert.Contains("the inputs are 'input_1', 'image_shape', expected one, 'input_1'", unnamed.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _pool.Dispose();

    private static ModelManifest KeypointRcnn() => TestModels.Manifest(
        "keypoint-rcnn",
        ModelTask.Pose,
        "keypoint-rcnn",
        new InputSpec(96, 128, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.AspectCrop, 114, 1.25f),
        TestModels.Build(
            "keypoint-rcnn.onnx",
            "images_tensors",
            ("boxes", "boxes"), ("labels", "labels"), ("scores", "scores"), ("keypoints", "keypoints"), ("keypoint_scores", "keypoints_scores")) with
        {
            Layout = TensorLayout.Chw,
        }) with { Skeleton = "coco23", Decode = new Dictionary<string, double> { ["score_threshold"] = 0.05 } };

    private static InputSpec Prepared(InputSpec input, string how) => how switch
    {
        "colour order" => input with { Color = ColorOrder.Bgr },
        "0 to 255" => input with { Scale = 1 },
        "aspect given up" => input with { Fit = input.Fit is InputFit.AspectCrop ? InputFit.SquareCrop : InputFit.Stretch },
        _ => input,
    };

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static float Relative(float expected, float actual) => MathF.Abs(expected - actual) / MathF.Max(1, MathF.Abs(expected));

    private FrameLease Frame() => ContractPicture.Rent(_pool, Path.Combine(Folder, "frame.yuv"), Expected);
}
