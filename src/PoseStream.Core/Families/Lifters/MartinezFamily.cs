using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// Fully connected networks that lift one frame, after Martinez: input f32 [N,34] (or [N,17,2]), Human3.6M's joints, the picture's width -1 to 1, aspect kept (facts: model contracts §12, §12.1).
/// Role: positions f32 [N,51], millimetres from the root in camera axes, or decode.unit_m. Joint 0 is set to 0. The original's mean and deviation of its data set, for each joint, must be part of the file.
/// </summary>
public sealed class MartinezFamily : ITemporalFamily
{
    public string Name => "martinez";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["positions"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton);
        var shape = LifterShape.OfOneFrame(manifest, input, outputs[0], joints.Count);
        var constants = new DecodeConstants(manifest);
        var unit_m = constants.Get("unit_m", 0.001, 1e-6, 1000);
        constants.RejectUnknown();
        return new ScreenLifterCodec(joints, shape, unit_m);
    }
}
