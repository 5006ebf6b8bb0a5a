using System.Net;
using System.Net.Sockets;

namespace PoseStream.TestKit.Net;

/// <summary>A loopback port where nobody listens, and nobody else can until the end: one that was only free a moment ago may be another test's by now.</summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public void Dispose() => _socket.Dispose();
}
