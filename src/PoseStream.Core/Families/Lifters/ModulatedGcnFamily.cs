namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// Graph networks that lift one frame, such as Modulated-GCN and SemGCN: the input of VideoPose3D with one frame (facts: model contracts §12, §12.1). Input f32 [N,17,2], [N,1,17,2] or [N,34],
/// Human3.6M's joints, the picture's width -1 to 1, aspect kept. Role: positions, as the input with 3 numbers a joint: metres from the root in camera axes, or decode.unit_m. Joint 0 is set to 0.
/// </summary>
public sealed class ModulatedGcnFamily : ITemporalFamily
{
    public string Name => "modulated-gcn";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["positions"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs) => ScreenLifterCodec.OfOneFrame(manifest, input, outputs[0], usualUnit_m: 1);
}
