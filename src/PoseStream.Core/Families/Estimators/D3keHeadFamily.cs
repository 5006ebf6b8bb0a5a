using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// D3KE's frame network cut off before its forward kinematics (facts: model contracts §9.1). Role: head f32 [N,126,h,w], the channels of <see cref="D3keHead"/>, 8 x 8 maps of
/// each in the original. Where the joints are would take the offsets and axes of an OpenSim file, which nobody ships with the network: a pose of this family has
/// angles, scales and the pelvis' rotation, and no joints. A sequence network cannot follow it.
/// </summary>
public sealed class D3keHeadFamily : IPoseFamily
{
    public string Name => "d3ke-head";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["head"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[0], TensorElementType.Float32, -1, D3keHead.Channels, -1, -1);
        var cells = outputs[0].Dimensions[2] * outputs[0].Dimensions[3];
        if (outputs[0].Dimensions[2] < 1 || cells is < 1 or > 1 << 16)
        {
            throw new ModelContractException($"model '{manifest.Id}' does not fit family '{Name}': output {outputs[0]}, expected maps whose size is known, 8 x 8 in the original");
        }

        D3keFamily.RequireVirtualCamera(manifest);
        new DecodeConstants(manifest).RejectUnknown();
        return new Decoder((int)cells);
    }

    private sealed class Decoder(int cells) : IPoseDecoder
    {
        public Skeleton Skeleton => D3ke115.Skeleton;

        public float PersonThreshold => 0.5f;

        public int FeatureCount => D3keFeatures.CountWithoutPoints;

        public IBodyModel Body => D3keBody.Instance;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var size = D3keHead.Channels * cells;
            if (D3keHead.TryDecode(outputs.Float32(0).Slice(item * size, size), cells, result.Features))
            {
                result.Score = 1;
            }
            else
            {
                result.Clear();
            }
        }
    }
}
