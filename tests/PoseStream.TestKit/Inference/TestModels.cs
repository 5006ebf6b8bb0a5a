using PoseStream.Core.Families;

namespace PoseStream.TestKit.Inference;

/// <summary>Manifests of the real networks in ../shared/models (facts: model contracts §6.2, §6.3, §13.3).</summary>
public static class TestModels
{
    public const string RtmDetFile = "models/rtmdet-nano.onnx";
    public const string YoloxFile = "models/yolox-nano-416.onnx";
    public const string LandmarksFile = "models/mediapipe-pose-landmark-lite.onnx";

    private static readonly float[] NoMean = [0, 0, 0];
    private static readonly float[] NoStd = [1, 1, 1];

    public static ModelManifest RtmDet(int size) => Manifest(
        "rtmdet-nano",
        ModelTask.Detection,
        "rtmdet",
        new InputSpec(
            size, size, ColorOrder.Bgr, 1, [103.53f, 116.28f, 123.675f], [57.375f, 57.12f, 58.395f], InputFit.LetterboxTopLeft, 114),
        Build(RtmDetFile, "input", ("dets", "dets"), ("labels", "labels")));

    public static ModelManifest Yolox() => Manifest(
        "yolox-nano",
        ModelTask.Detection,
        "yolox",
        new InputSpec(416, 416, ColorOrder.Bgr, 1, NoMean, NoStd, InputFit.LetterboxTopLeft, 114),
        Build(YoloxFile, "images", ("predictions", "output")));

    public static ModelManifest Landmarks() => Manifest(
        "mediapipe-pose-landmark-lite",
        ModelTask.Pose,
        "mediapipe-landmarks",
        new InputSpec(256, 256, ColorOrder.Rgb, 1f / 255, NoMean, NoStd, InputFit.SquareCrop, 0, 1.25f),
        Build(LandmarksFile, "image", ("landmarks", "landmarks"), ("flag", "flag"), ("world", "world")));

    public static ModelManifest Manifest(string id, ModelTask task, string family, InputSpec input, params ModelBuild[] builds) =>
        new(id, id, task, family, "Apache-2.0", "../shared/models", input, new Dictionary<string, double>(), builds);

    public static ModelBuild Build(string file, string input, params (string Role, string Name)[] outputs) => new(
        Path.GetFileName(file), "", 0, null, TensorLayout.Nchw, input, outputs.ToDictionary(output => output.Role, output => output.Name));
}
