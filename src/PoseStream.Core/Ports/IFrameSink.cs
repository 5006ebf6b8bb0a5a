using PoseStream.Core.Frames;
using PoseStream.Core.Time;

namespace PoseStream.Core.Ports;

/// <summary>Where a source puts its decoded frames. The sink names them (camera, epoch, sequence) and decides what is dropped; it is called from one thread.</summary>
public interface IFrameSink
{
    /// <summary>
    /// Asks for a buffer for the frame just decoded. Each call counts one decoded frame.
    /// Live sinks answer at once, null meaning "no buffer: skip the conversion" (the drop is counted by the sink); lossless sinks wait.
    /// </summary>
    /// <exception cref="OperationCanceledException">Lossless only.</exception>
    FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken);

    /// <summary>Hands over a filled buffer; it belongs to the sink from here on, whatever happens.</summary>
    void Deliver(FrameLease lease);

    /// <summary>Hands back a buffer that could not be filled (<see cref="DropReason.ItemFault"/>).</summary>
    void Abandon(FrameLease lease);

    /// <summary>Tells what the source is doing: connected, fell back to software, …</summary>
    void Report(in SourceReport report);
}
