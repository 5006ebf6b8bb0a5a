using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// SimCC networks: RTMPose (facts: model contracts §7; trap T3: they want RGB). Roles: simcc_x f32 [N,K,W·split] and simcc_y f32 [N,K,H·split],
/// how much speaks for each fraction of a pixel; K joints of the manifest's skeleton. No metres.
/// A joint is the highest bin of each axis; its score the lower of the two maxima, roughly 0..1, absent where it is not above 0.
/// decode.flip_test: 1 = the mean of the joints of the crop and its mirror image, where others take the mean of the bins.
/// </summary>
public sealed class SimccFamily : IPoseFamily
{
    private const int AlongX = 0;
    private const int AlongY = 1;

    public string Name => "simcc";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["simcc_x", "simcc_y"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[AlongX], TensorElementType.Float32, -1, -1, -1);
        TensorContract.Require(manifest, outputs[AlongY], TensorElementType.Float32, -1, outputs[AlongX].Dimensions[1], -1);
        var skeleton = JointSet.Of(manifest, outputs[AlongX], outputs[AlongX].Dimensions[1]);
        var constants = new DecodeConstants(manifest);
        var split = constants.Get("split_ratio", 2, 1, 8);
        var threshold = constants.Get("score_threshold", 0.3, 0, 1);
        var personThreshold = constants.Get("person_threshold", 0.4, 0, 1);
        var flipTest = constants.Get("flip_test", 0, 0, 1) >= 0.5f;
        constants.RejectUnknown();
        var (columns, rows) = ((int)MathF.Round(manifest.Input.Width * split), (int)MathF.Round(manifest.Input.Height * split));
        TensorContract.Require(manifest, outputs[AlongX], TensorElementType.Float32, -1, skeleton.Count, columns);
        TensorContract.Require(manifest, outputs[AlongY], TensorElementType.Float32, -1, skeleton.Count, rows);
        return new Decoder(skeleton, columns, rows, split, threshold, personThreshold, flipTest ? manifest.Input.Width : null);
    }

    private sealed class Decoder(
        Skeleton skeleton, int columns, int rows, float split, float scoreThreshold, float personThreshold, float? mirrorWidth) : IPoseDecoder
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
            for (var j = 0; j < joints.Length; j++)
            {
                joints[j] = _reader.Read(x, y, j);
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
