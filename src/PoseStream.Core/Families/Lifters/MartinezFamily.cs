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

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs) => ScreenLifterCodec.OfOneFrame(manifest, input, outputs[0], usualUnit_m: 0.001);
}
