using PoseStream.Synthesis.Cameras.Rtp;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Packets within the RTSP connection: none is lost, and a client that does not read makes its own session wait.</summary>
internal sealed class InterleavedTransport(ConnectionWriter writer, TransportChoice choice) : IPacketTransport
{
    public string Header => $"RTP/AVP/TCP;unicast;interleaved={choice.Media}-{choice.Control}";

    public ValueTask SendPicturesAsync(PacketBatch packets, CancellationToken cancellationToken) =>
        writer.SendAsync(packets.Interleaved((byte)choice.Media), cancellationToken);

    public ValueTask SendReportsAsync(PacketBatch packets, CancellationToken cancellationToken) =>
        writer.SendAsync(packets.Interleaved((byte)choice.Control), cancellationToken);

    public void Dispose()
    {
        // The connection is not this transport's.
    }
}
