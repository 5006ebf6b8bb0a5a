using PoseStream.Synthesis.Cameras.Rtp;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>How a session's packets reach the client.</summary>
internal interface IPacketTransport : IDisposable
{
    /// <summary>For the answer to SETUP.</summary>
    string Header { get; }

    ValueTask SendPicturesAsync(PacketBatch packets, CancellationToken cancellationToken);

    ValueTask SendReportsAsync(PacketBatch packets, CancellationToken cancellationToken);
}
