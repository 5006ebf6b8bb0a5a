using System.Net;
using System.Net.Sockets;

namespace PoseStream.TestKit.Net;

/// <summary>
/// Forwards a free loopback port to another one, and fails on demand: cuts, stalls, refuses. What it does to new connections is what it does when they come.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _targetPort;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _pumps = [];
    private readonly Task _accepting;
    private readonly TcpListener _listener;
    private TaskCompletionSource _flow = Open();
    private bool _refusing;
    private long _bytesToClient;

    public TcpProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How much the target has sent to clients.</summary>
    public long BytesToClient => Interlocked.Read(ref _bytesToClient);

    /// <summary>Connections stay, and nothing more passes in either direction.</summary>
    public void Stall()
    {
        if (Volatile.Read(ref _flow).Task.IsCompleted)
        {
            Volatile.Write(ref _flow, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>New connections are closed as soon as they are made.</summary>
    public void Refuse() => Volatile.Write(ref _refusing, true);

    /// <summary>Ends <see cref="Stall"/> and <see cref="Refuse"/>.</summary>
    public void Restore()
    {
        Volatile.Write(ref _refusing, false);
        Volatile.Read(ref _flow).TrySetResult();
    }

    /// <summary>Resets every connection that there is.</summary>
    public void Cut()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets)
            {
                // Zero linger: a reset, as from a machine that lost its power and came back.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        Cut();
        Restore();
        await _accepting;
        Task[] pumps;
        lock (_sockets)
        {
            pumps = [.. _pumps];
        }

        await Task.WhenAll(pumps);
        _ended.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_ended.Token);
                if (Volatile.Read(ref _refusing))
                {
                    client.Dispose();
                    continue;
                }

                await ForwardAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A client that is gone, a target that is away, or the end: the next client may fare better.
            }
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var target = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await target.ConnectAsync(IPAddress.Loopback, _targetPort, _ended.Token);
        }
        catch
        {
            client.Dispose();
            target.Dispose();
            throw;
        }

        lock (_sockets)
        {
            _sockets.Add(client);
            _sockets.Add(target);
            _pumps.Add(PumpAsync(client, target, toClient: false));
            _pumps.Add(PumpAsync(target, client, toClient: true));
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool toClient)
    {
        var buffer = new byte[16384];
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer);
                await Volatile.Read(ref _flow).Task;
                if (count == 0)
                {
                    break;
                }

                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }

                if (toClient)
                {
                    Interlocked.Add(ref _bytesToClient, count);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection was cut, by either side or by the test.
        }
        finally
        {
            // What Cut still finds in the list is open.
            lock (_sockets)
            {
                _sockets.Remove(from);
                _sockets.Remove(to);
            }

            from.Dispose();
            to.Dispose();
        }
    }
}
