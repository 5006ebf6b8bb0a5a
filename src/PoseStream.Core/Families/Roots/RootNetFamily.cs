using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Roots;

/// <summary>
/// 3DMPPE's RootNet (facts: model contracts §1, §2). Role: root f32 [N,3] = x y depth, the first two in cells of a heat map 64 wide and high (decode.cells).
/// Its second input k is sqrt(fx · fy · 2000² / area of the crop), millimetres, and its depth is k times a factor gamma that it sees. Here k is that of a camera whose
/// focal length is one pixel of the input, <see cref="IRootDecoder.ScaleInput"/>: a thousandth of the depth is then the metres that such a pixel spans, whatever the camera.
/// The input is that of <see cref="PoseNetFamily"/>, 0 to 255 (trap T1). A gamma outside decode.gamma_min to decode.gamma_max is no person's: the answer is no number.
/// </summary>
public sealed class RootNetFamily : IRootFamily
{
    private const int Root = 0;

    public string Name => "3dmppe-rootnet";

    public IReadOnlyList<string> Roles { get; } = ["root"];

    public IRootDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Root], TensorElementType.Float32, -1, 3);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(new RootNetCells(manifest.Input, constants));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(RootNetCells cells) : IRootDecoder
    {
        public float? ScaleInput => cells.K;

        public RootEstimate Decode(IModelOutputs outputs, int item)
        {
            var root = outputs.Float32(Root).Slice(item * 3, 3);
            return cells.Estimate(root[0], root[1], root[2] / cells.K);
        }
    }
}
