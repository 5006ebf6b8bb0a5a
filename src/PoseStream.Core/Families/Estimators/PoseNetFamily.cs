using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// 3DMPPE's PoseNet, exported with its soft-argmax (facts: model contracts §1, §3; traps T1 and T11). Role: coords f32 [N,J,3] = x y z in cells of a heat map
/// 64 wide, high and deep (decode.cells); J joints of the manifest's skeleton, h36m18 or muco21. The depth is z / 64 · 2 - 1 times decode.depth_range metres
/// from the root along the camera's axis; nothing is said of the root's own distance. The input is RGB of 0 to 255, normalised as if it were 0 to 1:
/// scale 1, mean 0.485 0.456 0.406, std 0.229 0.224 0.225, index-crop, box_expansion 1.25, pad 0.
/// The network has no word on how sure it is: a joint within the map is there for certain. Mirrored crops (decode.flip_test) are brought back as the
/// authors do, x to 64 - x - 1, which draws the mean 0.375 cells to the left.
/// </summary>
public sealed class PoseNetFamily : IPoseFamily
{
    private const int Coords = 0;
    private const int Axes = 3;

    public string Name => "3dmppe-posenet";

    public bool GivesDepthsOnly => true;

    public IReadOnlyList<string> Roles { get; } = ["coords"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Coords], TensorElementType.Float32, -1, -1, Axes);
        var skeleton = JointSet.Of(manifest, outputs[Coords], outputs[Coords].Dimensions[1]);
        var constants = new DecodeConstants(manifest);
        var cells = (int)constants.Get("cells", 64, 2, 1024);
        var decoder = new Decoder(
            skeleton, new PoseNetCells(manifest.Input, cells, cells, cells, constants.Get("depth_range", 1, 0.1, 10)), constants.Get("flip_test", 0, 0, 1) >= 0.5f);
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Skeleton skeleton, PoseNetCells cells, bool flipTest) : IPoseDecoder
    {
        public Skeleton Skeleton => skeleton;

        public float PersonThreshold => 0.5f;

        public float? MirrorWidth => flipTest ? cells.MirrorWidth : null;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var joints = result.Joints;
            var coords = outputs.Float32(Coords).Slice(item * joints.Length * Axes, joints.Length * Axes);
            for (var j = 0; j < joints.Length; j++)
            {
                var cell = new Vector3(coords[j * Axes], coords[(j * Axes) + 1], coords[(j * Axes) + 2]);
                if (cells.Contains(cell))
                {
                    joints[j] = cells.Joint(cell, 1);
                }
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
