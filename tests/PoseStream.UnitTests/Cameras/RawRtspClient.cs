using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PoseStream.UnitTests.Cameras;

/// <summary>A client that says exactly what a test wants, also what no client would.</summary>
internal sealed class RawRtspClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Socket _socket;
    private readonly string _url;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _filled;
    private int _sequence;

    private RawRtspClient(Socket socket, string url)
    {
        _socket = socket;
        _url = url;
    }

    /// <summary>As the last SETUP's answer told.</summary>
    public string Session { get; private set; } = "";

    /// <param name="receiveBuffer">Small for a client that is to lag.</param>
    public static async Task<RawRtspClient> ConnectAsync(int port, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawRtspClient(socket, $"rtsp://127.0.0.1:{port}/stream");
    }

    /// <returns>The status and the whole answer. Packets before it are skipped.</returns>
    public async Task<(int Status, string Text)> AskAsync(string method, string headers = "", string path = "")
    {
        await SendAsync($"{method} {_url}{path} RTSP/1.0\r\nCSeq: {++_sequence}\r\n{headers}\r\n");
        return await AnswerAsync();
    }

    /// <summary>SETUP within the connection and PLAY.</summary>
    public async Task PlayAsync()
    {
        await SetUpAsync();
        await AskAsync("PLAY", $"Session: {Session}\r\n");
    }

    public async Task SetUpAsync(string transport = "RTP/AVP/TCP;unicast;interleaved=0-1")
    {
        var (_, text) = await AskAsync("SETUP", $"Transport: {transport}\r\n", "/track1");
        Session = text.Split("\r\n").Single(line => line.StartsWith("Session: ", StringComparison.Ordinal))["Session: ".Length..].Split(';')[0];
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes);

    public async Task<(int Status, string Text)> AnswerAsync()
    {
        while (true)
        {
            if (_filled > 0 && _buffer[0] == '$')
            {
                await PacketAsync();
                continue;
            }

            var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                await MoreAsync();
                continue;
            }

            var text = Encoding.ASCII.GetString(_buffer, 0, end + 2);
            Take(end + 4);
            const string length = "Content-Length: ";
            if (text.Split("\r\n").FirstOrDefault(line => line.StartsWith(length, StringComparison.Ordinal)) is { } line)
            {
                var count = int.Parse(line.AsSpan(length.Length), CultureInfo.InvariantCulture);
                while (_filled < count)
                {
                    await MoreAsync();
                }

                text += "\r\n" + Encoding.ASCII.GetString(_buffer, 0, count);
                Take(count);
            }

            return (int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), text);
        }
    }

    /// <summary>The next packet within the connection.</summary>
    public async Task<(int Channel, byte[] Packet)> PacketAsync()
    {
        while (_filled < 4 || _filled < 4 + BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(2)))
        {
            await MoreAsync();
        }

        if (_buffer[0] != '$')
        {
            throw new InvalidDataException("an answer came where a packet was expected");
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(2));
        var packet = (_buffer[1], _buffer.AsSpan(4, length).ToArray());
        Take(4 + length);
        return packet;
    }

    /// <summary>Reads on until the other side has closed the connection.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync(_buffer).WaitAsync(Patience) > 0)
            {
                // What is on its way is of no interest here.
            }
        }
        catch (SocketException)
        {
            // Reset is closed too.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task MoreAsync()
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_filled)).AsTask().WaitAsync(Patience);
        _filled += count > 0 ? count : throw new EndOfStreamException("the camera closed the connection");
    }

    private void Take(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
