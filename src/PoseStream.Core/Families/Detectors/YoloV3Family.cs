using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// YOLOv3's three raw heads (facts: model contracts §6.1, dialect b): 10647 candidates at 416 x 416. Roles: head_8, head_16, head_32 f32,
/// in any layout of <see cref="YoloV3HeadLayout"/>; per cell and anchor tx ty tw th, objectness and the classes, all but tw and th logits.
/// Suppression is done here.
/// </summary>
public sealed class YoloV3Family : IDetectionFamily
{
    private static readonly int[] Strides = [8, 16, 32];

    // Widths and heights in input pixels, for each stride its three.
    private static readonly Vector2[][] Anchors =
    [
        [new(10, 13), new(16, 30), new(33, 23)],
        [new(30, 61), new(62, 45), new(59, 119)],
        [new(116, 90), new(156, 198), new(373, 326)],
    ];

    public string Name => "yolov3";

    public IReadOnlyList<string> Roles { get; } = ["head_8", "head_16", "head_32"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        YoloV3HeadLayout[] heads =
        [
            .. Strides.Select((stride, level) => YoloV3HeadLayout.Of(
                manifest, outputs[level], StrideGrid.Columns(manifest.Input, stride), StrideGrid.Rows(manifest.Input, stride))),
        ];
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            heads,
            (int)constants.Get("person_class", 0, 0, heads.Min(head => head.Channels) - 6),
            constants.Get("score_threshold", 0.5, 0, 1),
            constants.Get("nms_iou", 0.45, 0, 1),
            (int)constants.Get("max_detections", 100, 1, 1000));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(YoloV3HeadLayout[] heads, int personClass, float scoreThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        private readonly float _logitThreshold = Logistic.Inverse(scoreThreshold);

        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            for (var level = 0; level < heads.Length; level++)
            {
                var head = heads[level];
                var values = outputs.Float32(level).Slice(item * head.Length, head.Length);
                for (var anchor = 0; anchor < YoloV3HeadLayout.Anchors; anchor++)
                {
                    DecodeAnchor(values[(anchor * head.AnchorStep)..], head, Strides[level], Anchors[level][anchor], results);
                }
            }

            NonMaximumSuppression.Apply(results, nmsIou, maxDetections);
        }

        private void DecodeAnchor(ReadOnlySpan<float> values, in YoloV3HeadLayout head, int stride, Vector2 anchor, DetectionList results)
        {
            var step = head.ChannelStep;
            for (var cell = 0; cell < head.Columns * head.Rows; cell++)
            {
                // No class makes good what the objectness lacks.
                var at = cell * head.CellStep;
                if (!(values[at + (4 * step)] >= _logitThreshold))
                {
                    continue;
                }

                var score = Logistic.Of(values[at + (4 * step)]) * Logistic.Of(values[at + ((5 + personClass) * step)]);
                if (score >= scoreThreshold)
                {
                    var center = new Vector2(
                        Logistic.Of(values[at]) + (cell % head.Columns), Logistic.Of(values[at + step]) + (cell / head.Columns)) * stride;
                    results.Add(new Detection(
                        BoundingBox.FromCenter(center, anchor.X * MathF.Exp(values[at + (2 * step)]), anchor.Y * MathF.Exp(values[at + (3 * step)])), score));
                }
            }
        }
    }
}
