using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// YOLOv3 of the ONNX model zoo (facts: model contracts §6.1, dialect a). It wants the picture's size in a second input, "size_input" of the manifest's
/// build, and is told that of its own input, so that its boxes stay in input pixels. Roles: boxes f32 [N,A,4] = y1 x1 y2 x2; scores f32 [N,C,A], probabilities.
/// Suppression is done here; the file's own, whose output is of no fixed size, is not read.
/// </summary>
public sealed class YoloV3ZooFamily : IDetectionFamily
{
    private const int Boxes = 0;
    private const int Scores = 1;

    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "yolov3-zoo";

    public IReadOnlyList<string> Roles { get; } = ["boxes", "scores"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var candidates = YoloV3HeadLayout.Anchors * StrideGrid.Cells(manifest.Input, Strides);
        TensorContract.Require(manifest, outputs[Boxes], TensorElementType.Float32, -1, candidates, 4);
        TensorContract.Require(manifest, outputs[Scores], TensorElementType.Float32, -1, -1, candidates);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            (int)constants.Get("person_class", 0, 0, Math.Max(0, (outputs[Scores].Dimensions[1] < 0 ? 80 : outputs[Scores].Dimensions[1]) - 1)),
            constants.Get("score_threshold", 0.5, 0, 1),
            constants.Get("nms_iou", 0.45, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var shape = outputs.Shape(Scores);
            var (classes, candidates) = ((int)shape[1], (int)shape[2]);
            var scores = outputs.Float32(Scores).Slice(((item * classes) + personClass) * candidates, candidates);
            var boxes = outputs.Float32(Boxes).Slice(item * candidates * 4, candidates * 4);
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] >= scoreThreshold)
                {
                    var box = boxes.Slice(i * 4, 4);
                    results.Add(new Detection(new BoundingBox(box[1], box[0], box[3], box[2]), scores[i]));
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
