using System.Numerics;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// torchvision's Keypoint R-CNN on the crop of one person, the surest of whom counts (facts: model contracts §5, §11; trap T13: it invents all keypoints
/// of everybody, so that only their scores tell what it saw). Roles: boxes, labels, scores as in <see cref="RcnnFamily"/>; keypoints f32 [n,K,3] = x y 1
/// in pixels of the input; keypoint_scores f32 [n,K], logits. K joints of the manifest's skeleton: 17 or 23. No metres.
/// A joint's confidence is the logistic of (logit - logit_offset) / logit_scale.
/// </summary>
public sealed class KeypointRcnnFamily : IPoseFamily
{
    private const int Boxes = 0;
    private const int Labels = 1;
    private const int Scores = 2;
    private const int Keypoints = 3;
    private const int KeypointScores = 4;
    private const int Columns = 3;

    public string Name => "keypoint-rcnn";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["boxes", "labels", "scores", "keypoints", "keypoint_scores"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Boxes], TensorElementType.Float32, -1, 4);
        TensorContract.Require(manifest, outputs[Labels], TensorElementType.Int64, -1);
        TensorContract.Require(manifest, outputs[Scores], TensorElementType.Float32, -1);
        TensorContract.Require(manifest, outputs[Keypoints], TensorElementType.Float32, -1, -1, Columns);
        TensorContract.Require(manifest, outputs[KeypointScores], TensorElementType.Float32, -1, -1);
        var skeleton = JointSet.Of(manifest, outputs[Keypoints], outputs[Keypoints].Dimensions[1]);
        TensorContract.Require(manifest, outputs[KeypointScores], TensorElementType.Float32, -1, skeleton.Count);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            skeleton,
            constants.Get("score_threshold", 0.5, 0, 1),
            (long)constants.Get("person_class", 1, 0, 1000),
            constants.Get("keypoint_threshold", 0.5, 0, 1),
            constants.Get("logit_offset", 2, -100, 100),
            constants.Get("logit_scale", 1, 0.01, 100));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(
        Skeleton skeleton, float scoreThreshold, long personClass, float keypointThreshold, float logitOffset, float logitScale) : IPoseDecoder
    {
        public Skeleton Skeleton => skeleton;

        // Nobody below it is looked at: somebody who scores at all is a person.
        public float PersonThreshold => scoreThreshold;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var labels = outputs.Int64(Labels);
            var scores = outputs.Float32(Scores);
            var person = -1;
            for (var i = 0; i < scores.Length; i++)
            {
                if (labels[i] == personClass && scores[i] >= scoreThreshold && (person < 0 || scores[i] > scores[person]))
                {
                    person = i;
                }
            }

            if (person >= 0)
            {
                result.Score = Math.Min(scores[person], 1);
                ReadJoints(outputs, person, result.Joints);
            }
        }

        private void ReadJoints(IModelOutputs outputs, int person, Span<JointEstimate> joints)
        {
            var keypoints = outputs.Float32(Keypoints).Slice(person * joints.Length * Columns, joints.Length * Columns);
            var logits = outputs.Float32(KeypointScores).Slice(person * joints.Length, joints.Length);
            for (var j = 0; j < joints.Length; j++)
            {
                var confidence = Logistic.Of((logits[j] - logitOffset) / logitScale);
                var pixel = new Vector2(keypoints[j * Columns], keypoints[(j * Columns) + 1]);
                if (confidence > 0 && confidence >= keypointThreshold && float.IsFinite(pixel.X + pixel.Y))
                {
                    joints[j] = JointEstimate.Absent with { Pixel = pixel, Confidence = confidence, Visibility = confidence };
                }
            }
        }
    }
}
