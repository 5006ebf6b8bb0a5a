using System.Numerics;
using PoseStream.Core.Detections;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// NanoDet (strides 8, 16, 32). Roles, one of each for each stride: scores_8 f32 [N,cells,C], class probabilities, rows row-major;
/// distances_8 f32 [N,cells,4·bins], for each of left, top, right, bottom the logits of how many strides the edge is from the cell's centre, bin i = i strides;
/// a distance is the expectation over the softmax of its bins. Suppression is done here.
/// </summary>
public sealed class NanoDetFamily : IDetectionFamily
{
    private const int MostBins = 32;

    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "nanodet";

    public IReadOnlyList<string> Roles { get; } = ["scores_8", "scores_16", "scores_32", "distances_8", "distances_16", "distances_32"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[0], TensorElementType.Float32, -1, -1, -1);
        TensorContract.Require(manifest, outputs[Strides.Length], TensorElementType.Float32, -1, -1, -1);
        var (classes, columns) = (outputs[0].Dimensions[2], outputs[Strides.Length].Dimensions[2]);
        for (var level = 0; level < Strides.Length; level++)
        {
            var cells = StrideGrid.Cells(manifest.Input, Strides[level]);
            TensorContract.Require(manifest, outputs[level], TensorElementType.Float32, -1, cells, classes);
            TensorContract.Require(manifest, outputs[Strides.Length + level], TensorElementType.Float32, -1, cells, columns);
        }

        if (classes < 1 || columns < 8 || columns % 4 != 0 || columns / 4 > MostBins)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': outputs {outputs[0]} and {outputs[Strides.Length]}, expected at least one class and four times 2 to {MostBins} bins");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            manifest.Input,
            (int)classes,
            (int)columns / 4,
            (int)constants.Get("person_class", 0, 0, classes - 1),
            constants.Get("score_threshold", 0.35, 0, 1),
            constants.Get("nms_iou", 0.6, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(
        InputSpec input, int classes, int bins, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            for (var level = 0; level < Strides.Length; level++)
            {
                var stride = Strides[level];
                var (columns, cells) = (StrideGrid.Columns(input, stride), StrideGrid.Cells(input, stride));
                var scores = outputs.Float32(level).Slice(item * cells * classes, cells * classes);
                var distances = outputs.Float32(Strides.Length + level).Slice(item * cells * 4 * bins, cells * 4 * bins);
                for (var cell = 0; cell < cells; cell++)
                {
                    var score = scores[(cell * classes) + personClass];
                    if (score >= scoreThreshold)
                    {
                        var center = new Vector2((cell % columns) + 0.5f, (cell / columns) + 0.5f) * stride;
                        results.Add(new Detection(DistanceBins.Box(center, stride, distances.Slice(cell * 4 * bins, 4 * bins)), score));
                    }
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
