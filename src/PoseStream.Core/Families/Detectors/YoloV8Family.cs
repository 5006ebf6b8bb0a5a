using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// YOLOv8 and YOLOv11 with their raw output (facts: model contracts §6.4). Role: predictions f32 [N,4+C,A]: the rows are centre x, centre y, width, height
/// in input pixels, then the probability of each class; there is no objectness. Suppression is done here.
/// </summary>
public sealed class YoloV8Family : IDetectionFamily
{
    private const int Predictions = 0;
    private const int BoxRows = 4;

    internal static readonly int[] Strides = [8, 16, 32];

    public string Name => "yolov8";

    public IReadOnlyList<string> Roles { get; } = ["predictions"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var anchors = StrideGrid.Cells(manifest.Input, Strides);
        TensorContract.Require(manifest, outputs[Predictions], TensorElementType.Float32, -1, -1, anchors);
        var rows = (int)outputs[Predictions].Dimensions[1];
        if (rows <= BoxRows)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {outputs[Predictions]}, expected at least 5 rows (box, a class)");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            anchors,
            rows,
            (int)constants.Get("person_class", 0, 0, rows - BoxRows - 1),
            constants.Get("score_threshold", 0.25, 0, 1),
            constants.Get("nms_iou", 0.7, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(int anchors, int rows, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var values = outputs.Float32(Predictions).Slice(item * rows * anchors, rows * anchors);
            var scores = values.Slice((BoxRows + personClass) * anchors, anchors);
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] >= scoreThreshold)
                {
                    var center = new Vector2(values[i], values[anchors + i]);
                    results.Add(new Detection(BoundingBox.FromCenter(center, values[(2 * anchors) + i], values[(3 * anchors) + i]), scores[i]));
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
