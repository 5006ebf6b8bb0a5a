using System.Net;
using System.Net.Sockets;

namespace PoseStream.TestKit.Net;

/// <summary>Sends the same bytes in small pieces over and over to whoever connects, as a camera does that pushes a bare stream.</summary>
public sealed class DripServer : IAsyncDisposable
{
    private const int Piece = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public DripServer(byte[] content)
    {
        _listener.Start();
        _serving = ServeAsync(content);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(byte[] content)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await SendAsync(client.GetStream(), content);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task SendAsync(NetworkStream stream, byte[] content)
    {
        try
        {
            for (var at = 0; ; at = (at + Piece) % content.Length)
            {
                await stream.WriteAsync(content.AsMemory(at, Math.Min(Piece, content.Length - at)), _stop.Token);
                await Task.Delay(Interval, _stop.Token);
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }
}
