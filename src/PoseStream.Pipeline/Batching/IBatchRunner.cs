namespace PoseStream.Pipeline.Batching;

/// <summary>Runs batches on one thread.</summary>
public interface IBatchRunner<TJob> : IDisposable
    where TJob : InferenceJob
{
    void Run(ReadOnlySpan<TJob> batch);
}
