using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>Lifters that see where in the picture a joint is, and whose first joint is the root by definition (facts: model contracts §12.1).</summary>
internal sealed class ScreenLifterCodec(Skeleton input, LifterShape shape, float unit_m) : LifterCodec(input, H36m17.Skeleton, shape, unit_m)
{
    protected override void Normalize(PoseWindow window, Span<float> input) => LifterPixels.ToScreen(input, Channels, window.Geometry);

    protected override void Finish(PoseEstimate result)
    {
        ref var root = ref result.Joints[0];
        root = root with { RootRelative_m = root.IsPresent ? Vector3.Zero : root.RootRelative_m };
    }
}
