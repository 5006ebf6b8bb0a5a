using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// YOLOv3 decoded in the graph, in one list (facts: model contracts §6.1, dialect c). Role: predictions f32 [N,A,5+C] = centre x, centre y, width, height
/// in input pixels, objectness and class probabilities; A = 3 a cell, 10647 at 416 x 416. Suppression is done here.
/// </summary>
public sealed class YoloV3FlatFamily : IDetectionFamily
{
    private const int Predictions = 0;

    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "yolov3-flat";

    public IReadOnlyList<string> Roles { get; } = ["predictions"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var rows = YoloV3HeadLayout.Anchors * StrideGrid.Cells(manifest.Input, Strides);
        TensorContract.Require(manifest, outputs[Predictions], TensorElementType.Float32, -1, rows, -1);
        var columns = (int)outputs[Predictions].Dimensions[2];
        if (columns < 6)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {outputs[Predictions]}, expected at least 6 columns (box, objectness, a class)");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            rows,
            columns,
            (int)constants.Get("person_class", 0, 0, columns - 6),
            constants.Get("score_threshold", 0.5, 0, 1),
            constants.Get("nms_iou", 0.45, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(int rows, int columns, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var values = outputs.Float32(Predictions).Slice(item * rows * columns, rows * columns);
            for (; values.Length > 0; values = values[columns..])
            {
                // No class makes good what the objectness lacks.
                var score = values[4] >= scoreThreshold ? values[4] * values[5 + personClass] : 0;
                if (score >= scoreThreshold)
                {
                    results.Add(new Detection(BoundingBox.FromCenter(new Vector2(values[0], values[1]), values[2], values[3]), score));
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
