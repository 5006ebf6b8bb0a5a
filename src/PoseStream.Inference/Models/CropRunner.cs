using PoseStream.Core.Poses;
using PoseStream.Inference.Preprocessing;

namespace PoseStream.Inference.Models;

/// <summary>A network that sees crops: samples each into the input and runs them at once. Not thread-safe.</summary>
internal sealed class CropRunner(ModelSession session) : IDisposable
{
    private readonly FrameSampler _sampler = new(session.Tensors.Manifest.Input, session.Tensors.Layout);

    /// <summary>Holds the outputs after <see cref="Run"/>.</summary>
    public ModelRunner Outputs { get; } = session.CreateRunner();

    /// <param name="results">For how many there is a place.</param>
    /// <exception cref="ArgumentException">None, too many, or not a place for each result: a fault of the caller.</exception>
    public void Run(ReadOnlySpan<PoseCrop> crops, int results)
    {
        BatchLimit.Require(crops.Length, results, session.MaxBatch);
        for (var i = 0; i < crops.Length; i++)
        {
            _sampler.Sample(crops[i].Frame, crops[i].Transform, Outputs.Input(i));
        }

        Outputs.Run(crops.Length);
    }

    public void Dispose() => Outputs.Dispose();
}
