using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// PoseFormerV2 (facts: model contracts §12.3). Input f32 [N,F,17,2], F frames fixed at export, Human3.6M's joints, the picture's width -1 to 1, aspect kept.
/// Role: positions f32 [N,1,17,3], metres from the root in camera axes, of the frame in the middle: (F - 1) / 2 frames late. Joint 0 is set to 0. There is no test-time mirroring.
/// </summary>
public sealed class PoseFormerV2Family : ITemporalFamily
{
    public string Name => "poseformerv2";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["positions"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton);
        LifterShape.RequireOneOf(manifest, "input", input, [-1, -1, joints.Count, 2]);
        LifterShape.RequireOneOf(manifest, "output", outputs[0], [-1, 1, joints.Count, 3]);
        var constants = new DecodeConstants(manifest);
        var frames = LifterShape.FramesOf(manifest, input, constants);
        constants.RejectUnknown();
        return new ScreenLifterCodec(joints, new LifterShape([frames, joints.Count, 2], 2, frames, (frames - 1) / 2, Rows: 1, Row: 0), unit_m: 1);
    }
}
