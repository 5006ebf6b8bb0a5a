using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// 3DMPPE's PoseNet, exported up to its head: the soft-argmax is done here (facts: model contracts §1, §3). Role: volume f32 [N,J·64,64,64], logits;
/// channel = joint · 64 + layer, layers from near to far, one softmax a joint. All else is as in <see cref="PoseNetFamily"/>, but that the spread of its
/// probability says how sure a joint is, and that the softmax over 262,144 cells a joint is computed here.
/// </summary>
public sealed class PoseNetVolumeFamily : IPoseFamily
{
    private const int Volume = 0;

    public string Name => "3dmppe-posenet-volume";

    public bool GivesDepthsOnly => true;

    public IReadOnlyList<string> Roles { get; } = ["volume"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var output = outputs[Volume];
        TensorContract.Require(manifest, output, TensorElementType.Float32, -1, -1, -1, -1);
        var skeleton = JointSet.Of(manifest, output, -1);
        var (channels, rows, columns) = ((int)output.Dimensions[1], (int)output.Dimensions[2], (int)output.Dimensions[3]);
        if (channels < 2 * skeleton.Count || channels % skeleton.Count != 0 || rows < 2 || columns < 2)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {output}, expected a whole number of layers for each of the {skeleton.Count} joints of "
                + $"'{skeleton.Name}' and maps of a fixed size");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            skeleton,
            new PoseNetCells(manifest.Input, columns, rows, channels / skeleton.Count, constants.Get("depth_range", 1, 0.1, 10)),
            channels / skeleton.Count * rows * columns,
            rows,
            columns,
            constants.Get("score_threshold", 0.1, 0, 1),
            constants.Get("person_threshold", 0.3, 0, 1),
            constants.Get("flip_test", 0, 0, 1) >= 0.5f);
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(
        Skeleton skeleton, PoseNetCells cells, int count, int rows, int columns, float scoreThreshold, float personThreshold, bool flipTest) : IPoseDecoder
    {
        public Skeleton Skeleton => skeleton;

        public float PersonThreshold => personThreshold;

        public float? MirrorWidth => flipTest ? cells.MirrorWidth : null;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var volumes = outputs.Float32(Volume).Slice(item * joints.Length * count, joints.Length * count);
            for (var j = 0; j < joints.Length; j++)
            {
                var (mean, spread) = SoftArgmax.Of(volumes.Slice(j * count, count), rows, columns);
                if (cells.Contains(mean) && cells.Joint(mean, spread) is var joint && joint.Confidence > 0 && joint.Confidence >= scoreThreshold)
                {
                    joints[j] = joint;
                }
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
