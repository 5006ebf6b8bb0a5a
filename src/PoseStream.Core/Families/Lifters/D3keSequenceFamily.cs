using PoseStream.Core.BodyModels;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// D3KE's networks over time with their forward kinematics: LSTM, TCN and Transformer (facts: model contracts §9.2). Input f32 [N,W,567]: each frame's
/// <see cref="D3keFeatures"/>, W of the file. Roles: joints f32 [N,T,50,3], markers f32 [N,T,65,3], scales f32 [N,T,48,3], angles f32 [N,T,69], root_rotation f32 [N,T,4,4].
/// Which of the T rows counts is told by <see cref="D3keRow"/>; decode.causal 1 is for networks whose target is the newest frame.
/// Both sides are in the axes of each frame's own virtual camera, as the original feeds them; the target frame's turns the answer back.
/// </summary>
public sealed class D3keSequenceFamily : ITemporalFamily
{
    private const int Joints = 0;
    private const int Markers = 1;
    private const int Scales = 2;
    private const int Angles = 3;
    private const int RootRotation = 4;

    public string Name => "d3ke-sequence";

    public ModelTask Task => ModelTask.Sequence;

    public IReadOnlyList<string> Roles { get; } = ["joints", "markers", "scales", "angles", "root_rotation"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Joints], TensorElementType.Float32, -1, -1, D3keFeatures.JointCount, 3);
        TensorContract.Require(manifest, outputs[Markers], TensorElementType.Float32, -1, -1, D3keFeatures.MarkerCount, 3);
        TensorContract.Require(manifest, outputs[Scales], TensorElementType.Float32, -1, -1, D3keFeatures.BodyCount, 3);
        TensorContract.Require(manifest, outputs[Angles], TensorElementType.Float32, -1, -1, D3keFeatures.AngleCount);
        TensorContract.Require(manifest, outputs[RootRotation], TensorElementType.Float32, -1, -1, 4, 4);
        return new Codec(D3keRow.Of(manifest, input, outputs));
    }

    private sealed class Codec(D3keRow row) : D3keSequenceCodec(row)
    {
        protected override bool TryRead(IModelOutputs outputs, int item, Span<float> features)
        {
            D3kePose.WritePoints(
                Row.Of(outputs, Joints, item, 3 * D3keFeatures.JointCount), Row.Of(outputs, Markers, item, 3 * D3keFeatures.MarkerCount), features);
            D3kePose.WriteRest(
                Row.Of(outputs, Scales, item, 3 * D3keFeatures.BodyCount),
                Row.Of(outputs, RootRotation, item, 16),
                Row.Of(outputs, Angles, item, D3keFeatures.AngleCount),
                features);
            return D3keHead.AreFinite(features);
        }
    }
}
