using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Ports;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

internal sealed class OnnxPoseEstimator(ModelSession session, IPoseDecoder decoder) : IPoseEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);

    public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<PoseEstimate> results)
    {
        BatchLimit.Require(crops.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < crops.Length; i++)
        {
            _sampler.Sample(crops[i].Frame, crops[i].Transform, _runner.Input(i));
        }

        _runner.Run(crops.Length);
        for (var i = 0; i < crops.Length; i++)
        {
            decoder.Decode(_runner, i, results[i]);
            ToFrame(results[i], crops[i].Transform);
        }
    }

    public void Dispose() => _runner.Dispose();

    /// <summary>Pixels go through the crop's map; metres are turned about the viewing axis as the crop was (facts: model contracts §13.3).</summary>
    private static void ToFrame(PoseEstimate estimate, in CropTransform crop)
    {
        var (sin, cos) = MathF.SinCos(crop.Rotation);
        foreach (ref var joint in estimate.Joints)
        {
            if (!joint.IsPresent)
            {
                continue;
            }

            var metric = joint.RootRelative_m;
            joint = joint with
            {
                Pixel = crop.ToFrame(joint.Pixel),
                RootRelative_m = new Vector3((metric.X * cos) - (metric.Y * sin), (metric.X * sin) + (metric.Y * cos), metric.Z),
            };
        }
    }
}
