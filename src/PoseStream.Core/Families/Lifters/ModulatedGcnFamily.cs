using PoseStream.Core.Skeletons;

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

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton);
        var shape = LifterShape.OfOneFrame(manifest, input, outputs[0], joints.Count);
        var constants = new DecodeConstants(manifest);
        var unit_m = constants.Get("unit_m", 1, 1e-6, 1000);
        constants.RejectUnknown();
        return new ScreenLifterCodec(joints, shape, unit_m);
    }
}
