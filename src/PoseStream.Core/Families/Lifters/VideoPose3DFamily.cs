using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// VideoPose3D (facts: model contracts §12.1). Input f32 [N,T,17,2 or 3]: the picture's width is -1 to 1, aspect kept; the third number is how sure the joint is. The manifest's skeleton is the order
/// of the input: coco17 for the weights for the wild, h36m17 for those of Human3.6M. Role: positions f32 [N,T-RF+1,17,3], metres from the root in camera axes, Human3.6M's joints, RF the receptive field.
/// decode.causal 1: the newest frame is the target, and there is no delay; else the middle of the receptive field, (RF - 1) / 2 frames late. decode.frames: T, where the file leaves it open.
/// Windows are padded with their first frame. Joint 0 is set to 0, as in the original. There is no test-time mirroring.
/// </summary>
public sealed class VideoPose3DFamily : ITemporalFamily
{
    public string Name => "videopose3d";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["positions"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, Coco17.Skeleton, H36m17.Skeleton);
        var constants = new DecodeConstants(manifest);
        var shape = LifterShape.OfFrames(manifest, input, outputs[0], joints, H36m17.Skeleton.Count, constants);
        constants.RejectUnknown();
        return new ScreenLifterCodec(joints, shape, unit_m: 1);
    }
}
