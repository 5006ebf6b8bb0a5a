using System.Net;
using System.Net.Sockets;
using PoseStream.Synthesis.Cameras.Rtp;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Packets as datagrams to a pair of the client's ports, from a pair of the camera's; some are lost where the mischief says so.</summary>
internal sealed class DatagramTransport : IPacketTransport
{
    private const int PairAttempts = 20;
    private readonly CameraMischief _mischief;
    private readonly TransportChoice _choice;
    private readonly Socket _media;
    private readonly Socket _control;
    private readonly IPEndPoint _mediaTarget;
    private readonly IPEndPoint _controlTarget;
    private PacketLoss _loss;
    private Random _random = new(0);

    /// <param name="camera">The address that the client knows, of the client's family.</param>
    /// <exception cref="SocketException">No pair of ports is free.</exception>
    public DatagramTransport(IPAddress camera, IPAddress client, TransportChoice choice, CameraMischief mischief)
    {
        _mischief = mischief;
        _choice = choice;
        _mediaTarget = new IPEndPoint(client, choice.Media);
        _controlTarget = new IPEndPoint(client, choice.Control);
        (_media, _control) = BindPair(camera);
    }

    public string Header => $"RTP/AVP;unicast;client_port={_choice.Media}-{_choice.Control};server_port={PortOf(_media)}-{PortOf(_control)}";

    public async ValueTask SendPicturesAsync(PacketBatch packets, CancellationToken cancellationToken)
    {
        var loss = _mischief.Loss;
        if (loss != _loss)
        {
            _loss = loss;
            _random = new Random(loss.Seed);
        }

        for (var i = 0; i < packets.Count; i++)
        {
            if (loss.Share <= 0 || _random.NextDouble() >= loss.Share)
            {
                await SendAsync(_media, packets[i], _mediaTarget, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask SendReportsAsync(PacketBatch packets, CancellationToken cancellationToken)
    {
        for (var i = 0; i < packets.Count; i++)
        {
            await SendAsync(_control, packets[i], _controlTarget, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _media.Dispose();
        _control.Dispose();
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> packet, IPEndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendToAsync(packet, SocketFlags.None, target, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // A port that is closed, or no room on the way: a datagram that is not sent is a datagram lost.
        }
    }

    /// <summary>RTP wants an even port and the next one for its reports (RFC 3550 §11).</summary>
    private static (Socket Media, Socket Control) BindPair(IPAddress address)
    {
        for (var attempt = 1; ; attempt++)
        {
            var media = Bind(address, 0);
            try
            {
                if (PortOf(media) % 2 == 0)
                {
                    return (media, Bind(address, PortOf(media) + 1));
                }
            }
            catch (SocketException) when (attempt < PairAttempts)
            {
                // The neighbour is taken: another pair may be free.
            }
            catch
            {
                media.Dispose();
                throw;
            }

            media.Dispose();
            if (attempt == PairAttempts)
            {
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            }
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
