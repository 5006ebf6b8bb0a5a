using PoseStream.Core.Families;

namespace PoseStream.TestKit.Inference;

/// <summary>Manifests of the real networks in ../shared/models (facts: model contracts §6.2, §6.3, §13.3).</summary>
public static class TestModels
{
    public const string RtmDetFile = "models/rtmdet-nano.onnx";
    public const string YoloxFile = "models/yolox-nano-416.onnx";
    public const string LandmarksFile = "models/mediapipe-pose-landmark-lite.onnx";
    public const string NanoDetFile = "models/nanodet-m-416.onnx";
    public const string PoseDetectionFile = "models/mediapipe-pose-detection-224.onnx";
    public const string TinyPoseFile = "models/tinypose-256x192.onnx";

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

    public static ModelManifest NanoDet() => Manifest(
        "nanodet-m",
        ModelTask.Detection,
        "nanodet",
        RtmDet(416).Input,
        Build(
            NanoDetFile,
            "input.1",
            ("scores_8", "cls_pred_stride_8"), ("scores_16", "cls_pred_stride_16"), ("scores_32", "cls_pred_stride_32"),
            ("distances_8", "dis_pred_stride_8"), ("distances_16", "dis_pred_stride_16"), ("distances_32", "dis_pred_stride_32")));

    public static ModelManifest PoseDetection() => Manifest(
        "mediapipe-pose-detection",
        ModelTask.Detection,
        "mediapipe-detector",
        new InputSpec(224, 224, ColorOrder.Rgb, 1, [127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f], InputFit.LetterboxCentered, 0),
        Build(PoseDetectionFile, "image", ("boxes", "boxes"), ("scores", "scores")));

    public static ModelManifest TinyPose() => Manifest(
        "tinypose",
        ModelTask.Pose,
        "heatmap",
        new InputSpec(192, 256, ColorOrder.Rgb, 1, [123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f], InputFit.AspectCrop, 0, 1.25f),
        Build(TinyPoseFile, "image", ("heatmaps", "heatmap"))) with { Skeleton = "coco17" };

    public static ModelManifest Manifest(string id, ModelTask task, string family, InputSpec input, params ModelBuild[] builds) =>
        new(id, id, task, family, "Apache-2.0", "../shared/models", input, new Dictionary<string, double>(), builds);

    public static ModelBuild Build(string file, string input, params (string Role, string Name)[] outputs) => new(
        Path.GetFileName(file), "", 0, null, TensorLayout.Nchw, input, outputs.ToDictionary(output => output.Role, output => output.Name));
}
