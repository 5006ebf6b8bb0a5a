using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// HEMlets (facts: model contracts §8; trap T11: its cells are divided by 63, in the graph, where 3DMPPE's are divided by 64). Role: coords f32 [N,18,3] = x y z,
/// each -0.5 to 0.5, in the order of <see cref="H36m18"/>: (v + 0.5) · 256 is a pixel of the crop, z · 2 · decode.depth_range the metres from the root along the
/// camera's axis; nothing is said of the root's own distance. The input is RGB, mean 123.675 116.28 103.53, std 58.395 57.12 57.375, index-crop,
/// box_expansion 1, pad 0: the crop is as tight as the box.
/// The network has no word on how sure it is: a joint within the crop is there for certain. decode.flip_test: as its authors, x to 256 - x - 1.
/// </summary>
public sealed class HemletsFamily : IPoseFamily
{
    private const int Coords = 0;
    private const int Axes = 3;

    public string Name => "hemlets";

    public bool GivesDepthsOnly => true;

    public IReadOnlyList<string> Roles { get; } = ["coords"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Coords], TensorElementType.Float32, -1, H36m18.Skeleton.Count, Axes);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            new Vector2(manifest.Input.Width, manifest.Input.Height), constants.Get("depth_range", 1, 0.1, 10), constants.Get("flip_test", 0, 0, 1) >= 0.5f);
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Vector2 size, float depthRange_m, bool flipTest) : IPoseDecoder
    {
        // Of rounding alone: a mean of cells lies between the first and the last.
        private const float Edge = 0.5f + 1e-3f;

        public Skeleton Skeleton => H36m18.Skeleton;

        public float PersonThreshold => 0.5f;

        public float? MirrorWidth => flipTest ? size.X - 1 + (2 * PixelCenter.OfIndex(0, 0).X) : null;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var coords = outputs.Float32(Coords).Slice(item * joints.Length * Axes, joints.Length * Axes);
            for (var j = 0; j < joints.Length; j++)
            {
                var (x, y, z) = (coords[j * Axes], coords[(j * Axes) + 1], coords[(j * Axes) + 2]);
                if (MathF.Abs(x) <= Edge && MathF.Abs(y) <= Edge && MathF.Abs(z) <= Edge)
                {
                    joints[j] = new JointEstimate(
                        PixelCenter.OfIndex((x + 0.5f) * size.X, (y + 0.5f) * size.Y), new Vector3(float.NaN, float.NaN, z * 2 * depthRange_m), 1, 1);
                }
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
