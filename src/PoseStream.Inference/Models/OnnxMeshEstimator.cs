using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

internal sealed class OnnxMeshEstimator(ModelSession session, IMeshCodec codec) : IMeshEstimator
{
    private readonly ModelRunner _runner = session.CreateRunner();

    public void Estimate(ReadOnlySpan<PoseEstimate> poses, ReadOnlySpan<MeshEstimate> results)
    {
        BatchLimit.Require(poses.Length, results.Length, session.MaxBatch);
        for (var i = 0; i < poses.Length; i++)
        {
            if (codec.CanEncode(poses[i]))
            {
                codec.Encode(poses[i], _runner.Input(i));
            }
            else
            {
                _runner.Input(i).Clear();
            }
        }

        _runner.Run(poses.Length);
        for (var i = 0; i < poses.Length; i++)
        {
            codec.Decode(_runner, i, results[i]);
            results[i].IsPresent &= codec.CanEncode(poses[i]);
        }
    }

    public void Dispose() => _runner.Dispose();
}
