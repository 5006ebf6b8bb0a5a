using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// YOLOX, boxes not decoded in the graph (facts: model contracts §6.2).
/// Role: predictions f32 [N,A,5+C] = tx ty tw th objectness class scores, the scores already 0..1; rows by stride 8, 16, 32, x fastest.
/// Centre = (t + cell) * stride, size = exp(t) * stride, input pixels. Suppression is done here.
/// </summary>
public sealed class YoloxFamily : IDetectionFamily
{
    private const int Predictions = 0;

    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "yolox";

    public IReadOnlyList<string> Roles { get; } = ["predictions"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var rows = StrideGrid.Cells(manifest.Input, Strides);
        TensorContract.Require(manifest, outputs[Predictions], TensorElementType.Float32, -1, rows, -1);
        var columns = (int)outputs[Predictions].Dimensions[2];
        if (columns < 6)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {outputs[Predictions]}, expected at least 6 columns (box, objectness, a class)");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            manifest.Input.Width,
            manifest.Input.Height,
            columns,
            (int)constants.Get("person_class", 0, 0, columns - 6),
            constants.Get("score_threshold", 0.3, 0, 1),
            constants.Get("nms_iou", 0.45, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(
        int width, int height, int columns, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var shape = outputs.Shape(Predictions);
            var size = (int)(shape[1] * shape[2]);
            var rows = outputs.Float32(Predictions).Slice(item * size, size);
            var row = 0;
            foreach (var stride in Strides)
            {
                for (var gridY = 0; gridY < height / stride; gridY++)
                {
                    for (var gridX = 0; gridX < width / stride; gridX++, row++)
                    {
                        var values = rows.Slice(row * columns, columns);
                        // No class makes good what the objectness lacks.
                        var score = values[4] >= scoreThreshold ? values[4] * values[5 + personClass] : 0;
                        if (score >= scoreThreshold)
                        {
                            var center = new System.Numerics.Vector2((values[0] + gridX) * stride, (values[1] + gridY) * stride);
                            results.Add(new Detection(
                                BoundingBox.FromCenter(center, MathF.Exp(values[2]) * stride, MathF.Exp(values[3]) * stride), score));
                        }
                    }
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
