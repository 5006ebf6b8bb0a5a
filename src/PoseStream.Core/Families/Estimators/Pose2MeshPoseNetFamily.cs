using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// Pose2Mesh's PoseNet, which lifts one frame (facts: model contracts §10). Input f32 [N,2J] or [N,J,2], J joints of the manifest's skeleton, h36m17 or coco19: x and y, each less its mean over the
/// joints and over its deviation. The original crops the joints' box before; that moves and scales each axis alone, which this takes back, so that it is left out.
/// Role: pose3d f32 [N,J,3] or [N,3J], millimetres in camera axes; its zero is the root, which the network puts there by training alone: it is not moved.
/// </summary>
public sealed class Pose2MeshPoseNetFamily : ITemporalFamily
{
    public string Name => "pose2mesh-posenet";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["pose3d"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton, Coco19.Skeleton);
        var shape = LifterShape.OfOneFrame(manifest, input, outputs[0], joints.Count);
        new DecodeConstants(manifest).RejectUnknown();
        return new Codec(joints, shape);
    }

    private sealed class Codec(Skeleton joints, LifterShape shape) : LifterCodec(joints, joints, shape, unit_m: 0.001f)
    {
        protected override void Normalize(PoseWindow window, Span<float> input)
        {
            Standardize(input, 0);
            Standardize(input, 1);
        }

        private static void Standardize(Span<float> points, int axis)
        {
            var (sum, squares, count) = (0.0, 0.0, points.Length / 2);
            for (var i = axis; i < points.Length; i += 2)
            {
                sum += points[i];
            }

            var mean = sum / count;
            for (var i = axis; i < points.Length; i += 2)
            {
                squares += (points[i] - mean) * (points[i] - mean);
            }

            // Nobody is a line, but a broken pose may be.
            var deviation = Math.Sqrt(squares / count);
            for (var i = axis; i < points.Length; i += 2)
            {
                points[i] = deviation > 1e-6 ? (float)((points[i] - mean) / deviation) : 0;
            }
        }
    }
}
