using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// The built-in pose network (src/training/nets.py, PoseNet), joints in the order of <see cref="Halpe26"/>.
/// Roles: heatmaps f32 [N,26,h,w], logits of where each joint is; depths f32 [N,26,B], logits of its distance behind the pelvis along the line of sight,
/// B equal bins of -depth_range to depth_range metres; presence f32 [N,26,2], logits that it is inside the crop, and that it is seen and not hidden;
/// log_width f32 [N,1], natural logarithm of the metres that the crop's width spans at the pelvis.
/// A joint is the expectation round the highest cell, and for its place in space that of the whole map; its uncertainty is the spread of the whole map.
/// decode.flip_test: 1 = the mean of the joints of the crop and its mirror image.
/// </summary>
public sealed class PoseStreamPoseFamily : IPoseFamily
{
    private const int Heatmaps = 0;
    private const int Depths = 1;
    private const int Presence = 2;
    private const int LogWidth = 3;
    private const int MostBins = 256;

    public string Name => "posestream-pose";

    public IReadOnlyList<string> Roles { get; } = ["heatmaps", "depths", "presence", "log_width"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = Halpe26.Skeleton.Count;
        TensorContract.Require(manifest, outputs[Heatmaps], TensorElementType.Float32, -1, joints, -1, -1);
        TensorContract.Require(manifest, outputs[Depths], TensorElementType.Float32, -1, joints, -1);
        TensorContract.Require(manifest, outputs[Presence], TensorElementType.Float32, -1, joints, 2);
        TensorContract.Require(manifest, outputs[LogWidth], TensorElementType.Float32, -1, 1);
        var (rows, columns) = ((int)outputs[Heatmaps].Dimensions[2], (int)outputs[Heatmaps].Dimensions[3]);
        var bins = (int)outputs[Depths].Dimensions[2];
        if (rows < 2 || columns < 2 || manifest.Input.Height % rows != 0 || manifest.Input.Width % columns != 0 || bins is < 2 or > MostBins)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': outputs {outputs[Heatmaps]} and {outputs[Depths]}, expected maps that divide the input "
                + $"{manifest.Input.Width}x{manifest.Input.Height} and 2 to {MostBins} bins");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            new HeatmapReader(columns, rows, (float)manifest.Input.Width / columns, (float)manifest.Input.Height / rows),
            bins,
            constants.Get("depth_range", 1.2, 0.1, 10),
            constants.Get("presence_threshold", 0.3, 0, 1),
            constants.Get("person_threshold", 0.5, 0, 1),
            manifest.Input.Width,
            constants.Get("flip_test", 0, 0, 1) >= 0.5f);
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(HeatmapReader maps, int bins, float depthRange_m, float presenceThreshold, float personThreshold, int width, bool flipTest) : IPoseDecoder
    {
        // The joints by whose sureness it is told whether there is a person at all: COCO's.
        private const int BodyJoints = 17;
        private const int LeastJoints = 3;

        private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

        public Skeleton Skeleton => Halpe26.Skeleton;

        public float PersonThreshold => personThreshold;

        public float? MirrorWidth => flipTest ? width : null;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var heatmaps = outputs.Float32(Heatmaps).Slice(item * joints.Length * maps.Cells, joints.Length * maps.Cells);
            var depths = outputs.Float32(Depths).Slice(item * joints.Length * bins, joints.Length * bins);
            var presence = outputs.Float32(Presence).Slice(item * joints.Length * 2, joints.Length * 2);
            result.MetresPerPixel = MathF.Exp(outputs.Float32(LogWidth)[item]) / width;
            for (var j = 0; j < joints.Length; j++)
            {
                var present = Logistic.Of(presence[2 * j]);
                if (!(present >= presenceThreshold))
                {
                    continue;
                }

                var peak = maps.Read(heatmaps.Slice(j * maps.Cells, maps.Cells));
                var (depth_m, spread_m) = Depth(depths.Slice(j * bins, bins));
                if (float.IsFinite(peak.Pixel.X + peak.Pixel.Y + depth_m))
                {
                    // Depths are measured from the pelvis already; its own was never taught.
                    joints[j] = new JointEstimate(
                        peak.Pixel, new Vector3(0, 0, j == Pelvis ? 0 : depth_m), present * peak.Mass, present * Logistic.Of(presence[(2 * j) + 1]), peak.Sigma, spread_m, peak.Mean);
                }
            }

            AddWidths(result);
            result.Score = BodyScore(joints);
        }

        /// <summary>Metres across the crop follow from the pixels; exact only where the person is far compared with how deep it is.</summary>
        private static void AddWidths(PoseEstimate result)
        {
            var root = result.Joints[Pelvis];
            foreach (ref var joint in result.Joints)
            {
                var across = (joint.PlacingPixel - root.PlacingPixel) * result.MetresPerPixel;
                joint = joint with { RootRelative_m = joint.RootRelative_m with { X = across.X, Y = across.Y } };
            }
        }

        /// <summary>How sure the network is of the joints that it sees in the crop; somebody cut off by the picture's edge is no less a person.</summary>
        private static float BodyScore(ReadOnlySpan<JointEstimate> joints)
        {
            var (sum, count) = (0f, 0);
            for (var j = 0; j < BodyJoints; j++)
            {
                sum += joints[j].Confidence;
                count += joints[j].IsPresent ? 1 : 0;
            }

            return count >= LeastJoints ? sum / count : 0;
        }

        private (float Mean_m, float Spread_m) Depth(ReadOnlySpan<float> logits)
        {
            var highest = float.NegativeInfinity;
            foreach (var logit in logits)
            {
                highest = MathF.Max(highest, logit);
            }

            var (total, first, second) = (0f, 0f, 0f);
            for (var i = 0; i < logits.Length; i++)
            {
                var weight = MathF.Exp(logits[i] - highest);
                total += weight;
                first += weight * i;
                second += weight * i * i;
            }

            var mean = first / total;
            var step = 2 * depthRange_m / bins;
            return (((mean + 0.5f) * step) - depthRange_m, step * MathF.Sqrt(MathF.Max(0, (second / total) - (mean * mean))));
        }
    }
}
