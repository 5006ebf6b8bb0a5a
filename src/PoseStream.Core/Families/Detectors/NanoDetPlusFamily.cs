using System.Numerics;
using PoseStream.Core.Detections;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// NanoDet-plus (strides 8, 16, 32, 64), exported as its authors do. Role: predictions f32 [N,A,C+4·bins], one row a cell, coarser strides later, rows row-major:
/// class probabilities, then for each of left, top, right, bottom the logits of how many strides the edge is from the cell's corner, not its middle as in
/// <see cref="NanoDetFamily"/>. A = 2125 at 320 x 320, 3598 at 416 x 416: a stride that does not divide the input has a cell more. Suppression is done here.
/// The layout is in none of the facts and was not seen with real weights.
/// </summary>
public sealed class NanoDetPlusFamily : IDetectionFamily
{
    private const int Predictions = 0;

    private static readonly int[] Strides = [8, 16, 32, 64];

    public string Name => "nanodet-plus";

    public IReadOnlyList<string> Roles { get; } = ["predictions"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var output = outputs[Predictions];
        var cells = Strides.Sum(stride => Cells(manifest.Input.Width, stride) * Cells(manifest.Input.Height, stride));
        TensorContract.Require(manifest, output, TensorElementType.Float32, -1, cells, -1);
        var constants = new DecodeConstants(manifest);
        var bins = (int)constants.Get("bins", 8, 2, 32);
        var columns = (int)output.Dimensions[2];
        var classes = columns - (4 * bins);
        if (classes < 1)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {output}, expected at least one class beside four times {bins} bins");
        }

        var decoder = new Decoder(
            manifest.Input,
            cells,
            columns,
            classes,
            (int)constants.Get("person_class", 0, 0, classes - 1),
            constants.Get("score_threshold", 0.35, 0, 1),
            constants.Get("nms_iou", 0.6, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private static int Cells(int pixels, int stride) => (pixels + stride - 1) / stride;

    private sealed class Decoder(
        InputSpec input, int cells, int columns, int classes, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var rest = outputs.Float32(Predictions).Slice(item * cells * columns, cells * columns);
            foreach (var stride in Strides)
            {
                var (width, count) = (Cells(input.Width, stride), Cells(input.Width, stride) * Cells(input.Height, stride));
                for (var cell = 0; cell < count; cell++)
                {
                    var row = rest.Slice(cell * columns, columns);
                    if (row[personClass] >= scoreThreshold)
                    {
                        var corner = new Vector2(cell % width, cell / width) * stride;
                        results.Add(new Detection(DistanceBins.Box(corner, stride, row[classes..]), row[personClass]));
                    }
                }

                rest = rest[(count * columns)..];
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
