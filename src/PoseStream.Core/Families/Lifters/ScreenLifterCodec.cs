using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>Lifters that see where in the picture a joint is, and whose first joint is the root by definition (facts: model contracts §12.1).</summary>
internal sealed class ScreenLifterCodec(Skeleton input, LifterShape shape, float unit_m) : LifterCodec(input, H36m17.Skeleton, shape, unit_m)
{
    /// <summary>Of a network that lifts one frame; its metres in the manifest's decode.unit_m, or in <paramref name="usualUnit_m"/>.</summary>
    /// <exception cref="ModelContractException">The network has other shapes.</exception>
    public static ScreenLifterCodec OfOneFrame(ModelManifest manifest, TensorInfo input, TensorInfo output, double usualUnit_m)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton);
        var shape = LifterShape.OfOneFrame(manifest, input, output, joints.Count);
        var constants = new DecodeConstants(manifest);
        var unit_m = constants.Get("unit_m", usualUnit_m, 1e-6, 1000);
        constants.RejectUnknown();
        return new ScreenLifterCodec(joints, shape, unit_m);
    }

    protected override void Normalize(PoseWindow window, Span<float> input) => LifterPixels.ToScreen(input, Channels, window.Geometry);

    protected override void Finish(PoseEstimate result)
    {
        ref var root = ref result.Joints[0];
        root = root with { RootRelative_m = root.IsPresent ? Vector3.Zero : root.RootRelative_m };
    }
}
