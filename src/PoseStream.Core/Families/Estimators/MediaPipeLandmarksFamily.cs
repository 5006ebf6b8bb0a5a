using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// MediaPipe's pose landmarks, lite, full and heavy (facts: model contracts §13.3).
/// Roles: landmarks f32 [N,195] = 39 x (x y z visibility presence), crop pixels and logits; flag f32 [N,1], a probability;
/// world f32 [N,117] = 39 x (x y z), metres from the middle of the hips, x right, y down, z away from the camera. The last six landmarks are auxiliary.
/// decode.metric_scale multiplies the metres: the networks differ in how far they draw every body towards a small one.
/// </summary>
public sealed class MediaPipeLandmarksFamily : IPoseFamily
{
    private const int Landmarks = 0;
    private const int Flag = 1;
    private const int World = 2;
    private const int LandmarkStride = 5;
    private const int WorldStride = 3;

    public string Name => "mediapipe-landmarks";

    public IReadOnlyList<string> Roles { get; } = ["landmarks", "flag", "world"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Landmarks], TensorElementType.Float32, -1, 195);
        TensorContract.Require(manifest, outputs[Flag], TensorElementType.Float32, -1, 1);
        TensorContract.Require(manifest, outputs[World], TensorElementType.Float32, -1, 117);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            constants.Get("presence_threshold", 0.5, 0, 1), constants.Get("metric_scale", 1, 0.5, 2), constants.Get("person_threshold", 0.5, 0, 1));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(float presenceThreshold, float metricScale, float personThreshold) : IPoseDecoder
    {
        public Skeleton Skeleton => MediaPipe33.Skeleton;

        public float PersonThreshold => personThreshold;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            var landmarks = outputs.Float32(Landmarks)[(item * 195)..];
            var world = outputs.Float32(World)[(item * 117)..];
            result.Clear();
            result.Score = outputs.Float32(Flag)[item];
            var joints = result.Joints;
            for (var i = 0; i < joints.Length; i++)
            {
                var landmark = landmarks.Slice(i * LandmarkStride, LandmarkStride);
                var presence = Logistic.Of(landmark[4]);
                if (!(presence >= presenceThreshold && float.IsFinite(landmark[0] + landmark[1])))
                {
                    continue;
                }

                var metric = world.Slice(i * WorldStride, WorldStride);
                joints[i] = new JointEstimate(
                    new Vector2(landmark[0], landmark[1]),
                    new Vector3(metric[0], metric[1], metric[2]) * metricScale,
                    presence,
                    Logistic.Of(landmark[3]));
            }
        }
    }
}
