using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// torchvision's Faster, Mask and Keypoint R-CNN as detectors (facts: model contracts §5). Roles: boxes f32 [n,4] = x1 y1 x2 y2 in pixels of the input;
/// labels i64 [n], 1 = person; scores f32 [n]. Suppressed and sorted in the graph, which normalises and resizes too: the input is RGB, 0..1.
/// One picture a run; exports without a batch axis have the layout "chw". Masks are not read.
/// </summary>
public sealed class RcnnFamily : IDetectionFamily
{
    private const int Boxes = 0;
    private const int Labels = 1;
    private const int Scores = 2;

    public string Name => "rcnn";

    public IReadOnlyList<string> Roles { get; } = ["boxes", "labels", "scores"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Boxes], TensorElementType.Float32, -1, 4);
        TensorContract.Require(manifest, outputs[Labels], TensorElementType.Int64, -1);
        TensorContract.Require(manifest, outputs[Scores], TensorElementType.Float32, -1);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(constants.Get("score_threshold", 0.5, 0, 1), (long)constants.Get("person_class", 1, 0, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(float scoreThreshold, long personClass) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var boxes = outputs.Float32(Boxes);
            var labels = outputs.Int64(Labels);
            var scores = outputs.Float32(Scores);
            for (var i = 0; i < scores.Length; i++)
            {
                if (labels[i] == personClass && scores[i] >= scoreThreshold)
                {
                    var box = boxes.Slice(i * 4, 4);
                    results.Add(new Detection(new BoundingBox(box[0], box[1], box[2], box[3]), scores[i]));
                }
            }
        }
    }
}
