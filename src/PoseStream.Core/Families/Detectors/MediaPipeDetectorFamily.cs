using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// MediaPipe's pose detectors of both generations, 224 and 128 px (facts: model contracts §13.1, §13.2). Roles: boxes f32 [N,A,12], input pixels from the anchor:
/// centre and size of the face, then four points: middle of the hips, a point on the circle about the body, and two of the upper body;
/// scores f32 [N,A,1], logits. Candidates whose faces overlap are blended by score. What is found is the square about the body, hips in its middle,
/// turned so that the body stands upright in it: a landmark network's crop is it times 1.25 (224) or 1.5 (128), the manifest of which says so.
/// </summary>
public sealed class MediaPipeDetectorFamily : IDetectionFamily
{
    private const int Boxes = 0;
    private const int Scores = 1;
    private const int Columns = 12;

    public string Name => "mediapipe-detector";

    public IReadOnlyList<string> Roles { get; } = ["boxes", "scores"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var anchors = (manifest.Input.Width == manifest.Input.Height ? MediaPipeAnchors.Centers(manifest.Input.Width) : null)
            ?? throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': its input is {manifest.Input.Width}x{manifest.Input.Height}, expected 224x224 or 128x128");
        TensorContract.Require(manifest, outputs[Boxes], TensorElementType.Float32, -1, anchors.Length, Columns);
        TensorContract.Require(manifest, outputs[Scores], TensorElementType.Float32, -1, anchors.Length, 1);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            anchors,
            manifest.Input.Width,
            Logistic.Inverse(constants.Get("score_threshold", 0.5, 0, 1)),
            constants.Get("nms_iou", 0.3, 0, 1),
            (int)constants.Get("max_detections", 20, 1, 256));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Vector2[] anchors, int side, float logitThreshold, float nmsIou, int maxDetections) : IDetectionDecoder
    {
        // Far more than the faces of a picture have; a network that finds more is out of its mind.
        private const int MostCandidates = 256;

        public bool MayLeaveFrame => true;

        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var boxes = outputs.Float32(Boxes).Slice(item * anchors.Length * Columns, anchors.Length * Columns);
            var scores = outputs.Float32(Scores).Slice(item * anchors.Length, anchors.Length);
            Span<int> candidates = stackalloc int[MostCandidates];
            Span<float> logits = stackalloc float[MostCandidates];
            var left = candidates[..BestFirst(scores, candidates, logits)];
            for (var found = 0; left.Length > 0 && found < maxDetections; found++)
            {
                results.Add(Blend(boxes, scores, left, out var count));
                left = left[..count];
            }
        }

        /// <summary>The surest candidate blended with all whose faces overlap its own; the others are moved to the front.</summary>
        private Detection Blend(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, Span<int> candidates, out int left)
        {
            var best = candidates[0];
            var face = FaceOf(boxes, best);
            var (total, hips, rim) = (0f, Vector2.Zero, Vector2.Zero);
            left = 0;
            foreach (var candidate in candidates)
            {
                if (candidate != best && !(BoundingBox.IntersectionOverUnion(face, FaceOf(boxes, candidate)) > nmsIou))
                {
                    candidates[left++] = candidate;
                    continue;
                }

                var weight = Logistic.Of(scores[candidate]);
                total += weight;
                hips += weight * PointOf(boxes, candidate, 0);
                rim += weight * PointOf(boxes, candidate, 1);
            }

            return Body(hips / total, rim / total, Logistic.Of(scores[best]));
        }

        private int BestFirst(ReadOnlySpan<float> scores, Span<int> candidates, Span<float> logits)
        {
            var count = 0;
            for (var anchor = 0; anchor < scores.Length && count < candidates.Length; anchor++)
            {
                if (scores[anchor] >= logitThreshold)
                {
                    candidates[count] = anchor;
                    logits[count++] = -scores[anchor];
                }
            }

            logits[..count].Sort(candidates[..count]);
            return count;
        }

        /// <summary>§13.2: the rim lies above the hips in a body that stands upright.</summary>
        private static Detection Body(Vector2 hips, Vector2 rim, float score)
        {
            var up = rim - hips;
            var size = 2 * up.Length();
            return new Detection(BoundingBox.FromCenter(hips, size, size), score, MathF.Atan2(up.X, -up.Y));
        }

        private BoundingBox FaceOf(ReadOnlySpan<float> boxes, int anchor)
        {
            var box = boxes.Slice(anchor * Columns, Columns);
            return BoundingBox.FromCenter(new Vector2(box[0], box[1]) + (anchors[anchor] * side), box[2], box[3]);
        }

        private Vector2 PointOf(ReadOnlySpan<float> boxes, int anchor, int point) =>
            new Vector2(boxes[(anchor * Columns) + 4 + (2 * point)], boxes[(anchor * Columns) + 5 + (2 * point)]) + (anchors[anchor] * side);
    }
}
