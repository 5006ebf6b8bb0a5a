using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// The built-in detector (src/training/nets.py, DetectorNet). Role: cells f32 [N,C,5], rows by stride 8, 16, 32, x fastest:
/// the score's logit, then the distances from the cell's centre to the left, top, right and bottom edge in input pixels. Suppression is done here.
/// </summary>
public sealed class PoseStreamDetectorFamily : IDetectionFamily
{
    private const int Cells = 0;
    private const int Columns = 5;

    private static readonly int[] Strides = [8, 16, 32];

    public string Name => "posestream-detector";

    public IReadOnlyList<string> Roles { get; } = ["cells"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var rows = StrideGrid.Cells(manifest.Input, Strides);
        TensorContract.Require(manifest, outputs[Cells], TensorElementType.Float32, -1, rows, Columns);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            manifest.Input.Width,
            manifest.Input.Height,
            rows,
            constants.Get("score_threshold", 0.3, 0.001, 0.999),
            constants.Get("nms_iou", 0.55, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(int width, int height, int rows, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        private readonly float _logitThreshold = Logistic.Inverse(scoreThreshold);

        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var cells = outputs.Float32(Cells).Slice(item * rows * Columns, rows * Columns);
            foreach (var stride in Strides)
            {
                for (var y = 0; y < height / stride; y++)
                {
                    for (var x = 0; x < width / stride; x++, cells = cells[Columns..])
                    {
                        if (cells[0] >= _logitThreshold)
                        {
                            var center = new Vector2(x + 0.5f, y + 0.5f) * stride;
                            results.Add(new Detection(
                                new BoundingBox(center.X - cells[1], center.Y - cells[2], center.X + cells[3], center.Y + cells[4]),
                                Logistic.Of(cells[0])));
                        }
                    }
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }
    }
}
