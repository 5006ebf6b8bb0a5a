using PoseStream.Core.BodyModels;
using PoseStream.Core.Families.Estimators;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// D3KE's networks over time, cut off before their forward kinematics (facts: model contracts §9.2). Input as in <see cref="D3keSequenceFamily"/>. Role: head f32 [N,T,126], the channels of
/// <see cref="D3keHead"/>. Angles, scales and the pelvis' rotation are new; where the points are stays what the frame network said of the target frame.
/// </summary>
public sealed class D3keSequenceHeadFamily : ITemporalFamily
{
    public string Name => "d3ke-sequence-head";

    public ModelTask Task => ModelTask.Sequence;

    public IReadOnlyList<string> Roles { get; } = ["head"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[0], TensorElementType.Float32, -1, -1, D3keHead.Channels);
        return new Codec(D3keRow.Of(manifest, input, outputs));
    }

    private sealed class Codec(D3keRow row) : D3keSequenceCodec(row)
    {
        protected override bool TryRead(IModelOutputs outputs, int item, Span<float> features) =>
            D3keHead.TryDecode(Row.Of(outputs, 0, item, D3keHead.Channels), 1, D3keFeatures.WithoutPoints(features)) && D3keHead.AreFinite(features);
    }
}
