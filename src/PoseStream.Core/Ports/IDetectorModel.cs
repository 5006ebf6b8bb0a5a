namespace PoseStream.Core.Ports;

/// <summary>A loaded detection network, shared by all workers.</summary>
public interface IDetectorModel : IDisposable
{
    ModelDescription Description { get; }

    /// <summary>How many frames one run may take; 1 where batching gains nothing.</summary>
    int MaxBatch { get; }

    IDetector CreateWorker();
}
