using System.Numerics;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// YOLOv8-pose and YOLOv11-pose on the crop of one person, the surest of whom counts (facts: model contracts §6.4).
/// Role: predictions f32 [N,5+3K,A]: the rows are the box, its score, then x, y and score of each of the K joints of the manifest's skeleton, input pixels. No metres.
/// </summary>
public sealed class YoloV8PoseFamily : IPoseFamily
{
    private const int Predictions = 0;
    private const int ScoreRow = 4;
    private const int FirstJointRow = 5;
    private const int RowsPerJoint = 3;

    public string Name => "yolov8-pose";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["predictions"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var anchors = StrideGrid.Cells(manifest.Input, YoloV8Family.Strides);
        TensorContract.Require(manifest, outputs[Predictions], TensorElementType.Float32, -1, -1, anchors);
        var skeleton = JointSet.Of(manifest, outputs[Predictions], -1);
        TensorContract.Require(manifest, outputs[Predictions], TensorElementType.Float32, -1, FirstJointRow + (RowsPerJoint * skeleton.Count), anchors);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(skeleton, anchors, constants.Get("score_threshold", 0.25, 0, 1), constants.Get("keypoint_threshold", 0.5, 0, 1));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Skeleton skeleton, int anchors, float scoreThreshold, float keypointThreshold) : IPoseDecoder
    {
        public Skeleton Skeleton => skeleton;

        public float PersonThreshold => scoreThreshold;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var size = (FirstJointRow + (RowsPerJoint * skeleton.Count)) * anchors;
            var values = outputs.Float32(Predictions).Slice(item * size, size);
            var scores = values.Slice(ScoreRow * anchors, anchors);
            var best = HeatmapPeaks.Highest(scores);
            if (!(scores[best] > 0 && scores[best] >= scoreThreshold))
            {
                return;
            }

            result.Score = Math.Min(scores[best], 1);
            var joints = result.Joints;
            for (var j = 0; j < joints.Length; j++)
            {
                var at = ((FirstJointRow + (RowsPerJoint * j)) * anchors) + best;
                var (pixel, score) = (new Vector2(values[at], values[at + anchors]), values[at + (2 * anchors)]);
                if (score > 0 && score >= keypointThreshold && float.IsFinite(pixel.X + pixel.Y))
                {
                    var confidence = Math.Min(score, 1);
                    joints[j] = JointEstimate.Absent with { Pixel = pixel, Confidence = confidence, Visibility = confidence };
                }
            }
        }
    }
}
