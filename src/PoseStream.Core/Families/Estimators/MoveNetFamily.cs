using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// MoveNet single pose, lightning and thunder, in exports whose input is f32 (the published ones take int32: convert them).
/// Role: keypoints f32 [N,1,17,3] = y x score, 0..1 of the input's sides, in the order of <see cref="Coco17"/>. No metres.
/// The layout is as its authors publish it; it is in none of the facts and was not seen with real weights.
/// </summary>
public sealed class MoveNetFamily : IPoseFamily
{
    private const int Keypoints = 0;
    private const int Columns = 3;

    public string Name => "movenet";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["keypoints"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Keypoints], TensorElementType.Float32, -1, 1, Coco17.Skeleton.Count, Columns);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            new Vector2(manifest.Input.Width, manifest.Input.Height), constants.Get("score_threshold", 0.2, 0, 1), constants.Get("person_threshold", 0.3, 0, 1));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Vector2 size, float scoreThreshold, float personThreshold) : IPoseDecoder
    {
        public Skeleton Skeleton => Coco17.Skeleton;

        public float PersonThreshold => personThreshold;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var keypoints = outputs.Float32(Keypoints).Slice(item * joints.Length * Columns, joints.Length * Columns);
            for (var j = 0; j < joints.Length; j++)
            {
                var (y, x, score) = (keypoints[j * Columns], keypoints[(j * Columns) + 1], keypoints[(j * Columns) + 2]);
                if (score > 0 && score >= scoreThreshold && float.IsFinite(x + y))
                {
                    var confidence = Math.Min(score, 1);
                    joints[j] = JointEstimate.Absent with { Pixel = new Vector2(x, y) * size, Confidence = confidence, Visibility = confidence };
                }
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
