using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>YOLOv8, v10 and v11 exported with their suppression inside (facts: model contracts §6.4). Role: detections f32 [N,n,6] = x1 y1 x2 y2 score class, input pixels.</summary>
public sealed class YoloEndToEndFamily : IDetectionFamily
{
    private const int Detections = 0;
    private const int Columns = 6;

    public string Name => "yolo-end-to-end";

    public IReadOnlyList<string> Roles { get; } = ["detections"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Detections], TensorElementType.Float32, -1, -1, Columns);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(constants.Get("score_threshold", 0.25, 0, 1), constants.Get("person_class", 0, 0, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(float scoreThreshold, float personClass) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var rows = (int)outputs.Shape(Detections)[1];
            var values = outputs.Float32(Detections).Slice(item * rows * Columns, rows * Columns);
            for (; values.Length > 0; values = values[Columns..])
            {
                if (values[4] >= scoreThreshold && MathF.Abs(values[5] - personClass) < 0.5f)
                {
                    results.Add(new Detection(new BoundingBox(values[0], values[1], values[2], values[3]), values[4]));
                }
            }
        }
    }
}
