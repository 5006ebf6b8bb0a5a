using PoseStream.Core.Frames;

namespace PoseStream.Core.Ports;

/// <summary>A loaded detection network, shared by all workers.</summary>
public interface IDetectorModel : IDisposable
{
    ModelDescription Description { get; }

    /// <summary>How many frames one run may take; 1 where batching gains nothing.</summary>
    int MaxBatch { get; }

    /// <summary>How many pixels the network sees of whatever it looks at; null where it reads none, and a part of a frame would tell nothing new.</summary>
    FrameGeometry? Input { get; }

    IDetector CreateWorker();
}
