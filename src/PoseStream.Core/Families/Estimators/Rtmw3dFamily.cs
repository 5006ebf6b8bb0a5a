using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// RTMW3D and RTMPose3D (facts: model contracts §7; traps T3: they want RGB, and T15). Roles: simcc_x f32 [N,K,W·split], simcc_y f32 [N,K,H·split] and
/// simcc_z f32 [N,K,2·half·split], how much speaks for each fraction of a pixel; K joints of the manifest's skeleton, wholebody133 for RTMW3D.
/// x, y and score are as in <see cref="SimccFamily"/>. The depth from the middle of the hips, along the camera's axis, is (iz / split / half - 1) · z_range metres,
/// half being decode.z_half_bins: 144, half of the depth axis of 288 that the networks were trained with, not half of the picture's height.
/// decode.flip_test takes the mean of the joints of the crop and its mirror image.
/// </summary>
public sealed class Rtmw3dFamily : IPoseFamily
{
    private const int AlongX = 0;
    private const int AlongY = 1;
    private const int AlongZ = 2;

    public string Name => "rtmw3d";

    public bool GivesDepthsOnly => true;

    public IReadOnlyList<string> Roles { get; } = ["simcc_x", "simcc_y", "simcc_z"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[AlongX], TensorElementType.Float32, -1, -1, -1);
        var skeleton = JointSet.Of(manifest, outputs[AlongX], outputs[AlongX].Dimensions[1]);
        var constants = new DecodeConstants(manifest);
        var split = constants.Get("split_ratio", 2, 1, 8);
        var halfBins = constants.Get("z_half_bins", 144, 1, 4096);
        var range_m = constants.Get("z_range", 2.1744869, 0.1, 10);
        var threshold = constants.Get("score_threshold", 0.3, 0, 1);
        var personThreshold = constants.Get("person_threshold", 0.4, 0, 1);
        var flipTest = constants.Get("flip_test", 0, 0, 1) >= 0.5f;
        constants.RejectUnknown();
        var columns = (int)MathF.Round(manifest.Input.Width * split);
        var rows = (int)MathF.Round(manifest.Input.Height * split);
        var layers = (int)MathF.Round(2 * halfBins * split);
        TensorContract.Require(manifest, outputs[AlongX], TensorElementType.Float32, -1, skeleton.Count, columns);
        TensorContract.Require(manifest, outputs[AlongY], TensorElementType.Float32, -1, skeleton.Count, rows);
        TensorContract.Require(manifest, outputs[AlongZ], TensorElementType.Float32, -1, skeleton.Count, layers);
        return new Decoder(skeleton, columns, rows, layers, split, halfBins, range_m, threshold, personThreshold, flipTest ? manifest.Input.Width : null);
    }

    private sealed class Decoder(
        Skeleton skeleton, int columns, int rows, int layers, float split, float halfBins, float range_m, float scoreThreshold, float personThreshold, float? mirrorWidth)
        : IPoseDecoder
    {
        private readonly SimccReader _reader = new(columns, rows, split, scoreThreshold);

        public Skeleton Skeleton => skeleton;

        public float PersonThreshold => personThreshold;

        public float? MirrorWidth => mirrorWidth;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var x = outputs.Float32(AlongX).Slice(item * joints.Length * columns, joints.Length * columns);
            var y = outputs.Float32(AlongY).Slice(item * joints.Length * rows, joints.Length * rows);
            var z = outputs.Float32(AlongZ).Slice(item * joints.Length * layers, joints.Length * layers);
            for (var j = 0; j < joints.Length; j++)
            {
                joints[j] = _reader.Read(x, y, j);
                if (joints[j].IsPresent)
                {
                    var depth_m = ((HeatmapPeaks.Highest(z.Slice(j * layers, layers)) / split / halfBins) - 1) * range_m;
                    joints[j] = joints[j] with { RootRelative_m = new Vector3(float.NaN, float.NaN, depth_m) };
                }
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
