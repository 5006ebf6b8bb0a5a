using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// RTMDet's raw heads, for exports without suppression (facts: model contracts §6.3). Roles, one of each for each stride: scores_8 f32 [N,C,h,w], logits;
/// distances_8 f32 [N,4,h,w], input pixels from the cell's corner to the left, top, right and bottom edge. Suppression is done here.
/// </summary>
public sealed class RtmDetRawFamily : IDetectionFamily
{
    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "rtmdet-raw";

    public IReadOnlyList<string> Roles { get; } = ["scores_8", "scores_16", "scores_32", "distances_8", "distances_16", "distances_32"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[0], TensorElementType.Float32, -1, -1, -1, -1);
        var classes = (int)outputs[0].Dimensions[1];
        if (classes < 1)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {outputs[0]}, expected a fixed number of classes");
        }

        for (var level = 0; level < Strides.Length; level++)
        {
            var (rows, columns) = (StrideGrid.Rows(manifest.Input, Strides[level]), StrideGrid.Columns(manifest.Input, Strides[level]));
            TensorContract.Require(manifest, outputs[level], TensorElementType.Float32, -1, classes, rows, columns);
            TensorContract.Require(manifest, outputs[Strides.Length + level], TensorElementType.Float32, -1, 4, rows, columns);
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            manifest.Input,
            classes,
            (int)constants.Get("person_class", 0, 0, classes - 1),
            Logistic.Inverse(constants.Get("score_threshold", 0.3, 0, 1)),
            constants.Get("nms_iou", 0.6, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(InputSpec input, int classes, int personClass, float logitThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            for (var level = 0; level < Strides.Length; level++)
            {
                var stride = Strides[level];
                var (columns, cells) = (StrideGrid.Columns(input, stride), StrideGrid.Cells(input, stride));
                var logits = outputs.Float32(level).Slice(((item * classes) + personClass) * cells, cells);
                var distances = outputs.Float32(Strides.Length + level).Slice(item * 4 * cells, 4 * cells);
                for (var cell = 0; cell < cells; cell++)
                {
                    if (logits[cell] >= logitThreshold)
                    {
                        var point = new Vector2(cell % columns, cell / columns) * stride;
                        results.Add(new Detection(
                            new BoundingBox(
                                point.X - distances[cell],
                                point.Y - distances[cells + cell],
                                point.X + distances[(2 * cells) + cell],
                                point.Y + distances[(3 * cells) + cell]),
                            Logistic.Of(logits[cell])));
                    }
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
