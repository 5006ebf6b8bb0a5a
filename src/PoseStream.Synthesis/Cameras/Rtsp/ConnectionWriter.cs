using System.Net.Sockets;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>One connection's way out, on which answers and pictures take turns.</summary>
internal sealed class ConnectionWriter(Socket socket) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="SocketException">The client is gone.</exception>
    /// <exception cref="OperationCanceledException">What was being sent may have gone in part: the connection is of no more use.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!bytes.IsEmpty)
            {
                var sent = await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
