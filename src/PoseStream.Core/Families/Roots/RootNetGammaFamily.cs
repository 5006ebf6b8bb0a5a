using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Roots;

/// <summary>
/// 3DMPPE's RootNet, exported without its second input: it gives gamma, and the product with k is done here (facts: model contracts §2).
/// Roles: position f32 [N,2] = x y in cells; gamma f32 [N,1]. All else is as in <see cref="RootNetFamily"/>.
/// </summary>
public sealed class RootNetGammaFamily : IRootFamily
{
    private const int Position = 0;
    private const int Gamma = 1;

    public string Name => "3dmppe-rootnet-gamma";

    public IReadOnlyList<string> Roles { get; } = ["position", "gamma"];

    public IRootDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Position], TensorElementType.Float32, -1, 2);
        TensorContract.Require(manifest, outputs[Gamma], TensorElementType.Float32, -1, 1);
        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(new RootNetCells(manifest.Input, constants));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(RootNetCells cells) : IRootDecoder
    {
        public RootEstimate Decode(IModelOutputs outputs, int item)
        {
            var position = outputs.Float32(Position).Slice(item * 2, 2);
            return cells.Estimate(position[0], position[1], outputs.Float32(Gamma)[item]);
        }
    }
}
