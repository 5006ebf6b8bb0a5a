using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// RTMDet, exported end to end with its suppression inside (facts: model contracts §6.3).
/// Roles: dets f32 [N,n,5] = x1 y1 x2 y2 score in input pixels; labels i64 [N,n], 0 = person. n changes from run to run.
/// </summary>
public sealed class RtmDetFamily : IDetectionFamily
{
    private const int Dets = 0;
    private const int Labels = 1;

    public string Name => "rtmdet";

    public IReadOnlyList<string> Roles { get; } = ["dets", "labels"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Dets], TensorElementType.Float32, -1, -1, 5);
        TensorContract.Require(manifest, outputs[Labels], TensorElementType.Int64, -1, -1);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(constants.Get("score_threshold", 0.3, 0, 1), (long)constants.Get("person_class", 0, 0, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(float scoreThreshold, long personClass) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var shape = outputs.Shape(Dets);
            var rows = (int)shape[1];
            var columns = (int)shape[2];
            var dets = outputs.Float32(Dets).Slice(item * rows * columns, rows * columns);
            var labels = outputs.Int64(Labels).Slice(item * rows, rows);
            for (var row = 0; row < rows; row++)
            {
                var det = dets.Slice(row * columns, 5);
                if (labels[row] == personClass && det[4] >= scoreThreshold)
                {
                    results.Add(new Detection(new BoundingBox(det[0], det[1], det[2], det[3]), det[4]));
                }
            }
        }
    }
}
