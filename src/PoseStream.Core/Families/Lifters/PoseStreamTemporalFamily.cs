using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// The built-in network over time (src/training/nets.py, TemporalNet), joints in the order of <see cref="Halpe26"/>: what the pose network said of the last frames to a better
/// answer for the newest. Input f32 [N,T,187], oldest first: for each joint x, y, z in metres from the pelvis in the camera's axes, confidence, visibility, standard deviations of its
/// pixel and its depth in metres, all 0 for one that is absent; then by how many metres the pelvis is aside of and below where it is in the newest frame, the natural logarithm of its
/// distance over that in the newest, the age in seconds, and 1.
/// Roles: offsets f32 [N,26,3], metres to add across, down and behind the pelvis; log_scale f32 [N,1], the natural logarithm of the factor on the pelvis' distance.
/// They move joints in space. In the picture the newest frame's own peaks are nearer to joints that are seen (within .05 of the box .893 of them, and .870 when moved along), and stay.
/// </summary>
public sealed class PoseStreamTemporalFamily : ITemporalFamily
{
    private const int Offsets = 0;
    private const int LogScale = 1;
    private const int MostFrames = 1024;
    private const int JointColumns = 7;
    private const int FrameColumns = 5;

    private static readonly int Joints = Halpe26.Skeleton.Count;
    private static readonly int Columns = (Joints * JointColumns) + FrameColumns;

    public string Name => "posestream-temporal";

    public ModelTask Task => ModelTask.Sequence;

    public IReadOnlyList<string> Roles { get; } = ["offsets", "log_scale"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Offsets], TensorElementType.Float32, -1, Joints, 3);
        TensorContract.Require(manifest, outputs[LogScale], TensorElementType.Float32, -1, 1);
        if (input.ElementType != TensorElementType.Float32 || input.Dimensions is not [_, >= 1 and <= MostFrames, var columns] || columns != Columns)
        {
            throw new ModelContractException($"model '{manifest.Id}' does not fit family '{manifest.Family}': the input is {input}, expected Float32[?,frames,{Columns}] with the frames known");
        }

        new DecodeConstants(manifest).RejectUnknown();
        return new Codec((int)input.Dimensions[1]);
    }

    private sealed class Codec(int window) : ITemporalCodec
    {
        // Of the spreads that the pose network told of joints, and of the pelvis, whose place is moved little. Measured on rendered people: what this network gives is steady already, and
        // smoothed by more, who moves is followed too late; by less, people who stand shake.
        private const float SpreadLeft = 0.2f;
        private const float PelvisSpreadLeft = 0.87f;

        private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

        public Skeleton Input => Halpe26.Skeleton;

        public Skeleton Output => Halpe26.Skeleton;

        public int FeatureCount => 0;

        public int Window => window;

        public int Delay => 0;

        public IReadOnlyList<long> InputShape { get; } = [window, Columns];

        public void Encode(PoseWindow poses, Span<float> input)
        {
            var newest = poses[window - 1];
            if (!IsUsable(newest))
            {
                input[..(window * Columns)].Clear();
                return;
            }

            // A frame without a pelvis says nothing: the next one stands for it.
            var (pose, age_s) = (newest, 0.0);
            for (var i = window - 1; i >= 0; i--)
            {
                if (IsUsable(poses[i]))
                {
                    (pose, age_s) = (poses[i], poses.AgeOf(i));
                }

                Write(pose, newest, (float)age_s, input.Slice(i * Columns, Columns));
            }
        }

        public void Decode(IModelOutputs outputs, int item, PoseWindow poses, PoseEstimate result)
        {
            var newest = poses[window - 1];
            result.CopyFrom(newest);
            result.FromCrop = Quaternion.Identity;
            if (!IsUsable(newest))
            {
                return;
            }

            var offsets = outputs.Float32(Offsets).Slice(item * Joints * 3, Joints * 3);
            var scale = MathF.Exp(outputs.Float32(LogScale)[item]);
            if (!float.IsFinite(scale))
            {
                result.Clear();
                return;
            }

            var pelvis = new Vector3(offsets[3 * Pelvis], offsets[(3 * Pelvis) + 1], 0);
            for (var j = 0; j < Joints; j++)
            {
                ref var joint = ref result.Joints[j];
                var offset = new Vector3(offsets[3 * j], offsets[(3 * j) + 1], j == Pelvis ? 0 : offsets[(3 * j) + 2]);
                if (!float.IsFinite(offset.X + offset.Y + offset.Z))
                {
                    result.Clear();
                    return;
                }

                if (joint.IsPresent)
                {
                    var aside = new Vector2(offset.X, offset.Y) / newest.MetresPerPixel;
                    var spread = j == Pelvis ? PelvisSpreadLeft : SpreadLeft;
                    joint = joint with
                    {
                        PixelSigma = spread * joint.PixelSigma,
                        DepthSigma_m = spread * joint.DepthSigma_m,
                        MeanPixel = joint.PlacingPixel + aside,
                        RootRelative_m = joint.RootRelative_m + offset - pelvis,
                    };
                }
            }

            result.MetresPerPixel = newest.MetresPerPixel * scale;
        }

        private static bool IsUsable(PoseEstimate pose) => pose.Joints[Pelvis] is { IsPresent: true, HasMetric: true } && float.IsFinite(pose.MetresPerPixel);

        private static void Write(PoseEstimate pose, PoseEstimate newest, float age_s, Span<float> row)
        {
            for (var j = 0; j < Joints; j++)
            {
                Write(pose.Joints[j], pose.MetresPerPixel, row.Slice(j * JointColumns, JointColumns));
            }

            var moved = (pose.Joints[Pelvis].PlacingPixel - newest.Joints[Pelvis].PlacingPixel) * newest.MetresPerPixel;
            ReadOnlySpan<float> frame = [moved.X, moved.Y, MathF.Log(pose.MetresPerPixel / newest.MetresPerPixel), age_s, 1];
            frame.CopyTo(row[^FrameColumns..]);
        }

        private static void Write(in JointEstimate joint, float metresPerPixel, Span<float> columns)
        {
            if (!joint.IsPresent || !joint.HasMetric)
            {
                columns.Clear();
                return;
            }

            ReadOnlySpan<float> values =
            [
                joint.RootRelative_m.X, joint.RootRelative_m.Y, joint.RootRelative_m.Z, joint.Confidence, joint.Visibility,
                Known(joint.PixelSigma * metresPerPixel), Known(joint.DepthSigma_m),
            ];
            values.CopyTo(columns);
        }

        // Other pose networks do not say.
        private static float Known(float sigma_m) => float.IsFinite(sigma_m) ? sigma_m : 0;
    }
}
