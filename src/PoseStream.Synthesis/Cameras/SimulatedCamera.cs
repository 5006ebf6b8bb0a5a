using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PoseStream.Synthesis.Cameras.Rtsp;

namespace PoseStream.Synthesis.Cameras;

/// <summary>
/// A network camera of this process: an RTSP server, on the loopback interface unless told otherwise, that plays a clip round and round to any number of clients, as one live stream
/// with continuous time stamps, over TCP or UDP, and misbehaves on command. Sender reports go before the first picture and then every second; they tell
/// the true capture time, but for <see cref="CameraMischief.JumpInTime"/>. A client sees its first picture at the clip's next key frame. Thread-safe.
/// </summary>
public sealed class SimulatedCamera : IAsyncDisposable
{
    private const int Backlog = 64;
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<RtspConnection, Task> _connections = [];
    private readonly ClipPlayer _player;
    private readonly Task _playing;
    private readonly TaskCompletionSource _firstClient = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CameraCredentials? _credentials;
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private long _droppedOfEnded;
    private bool _disposed;

    private SimulatedCamera(IClip clip, SimulatedCameraOptions options, TimeProvider timeProvider, ILogger logger)
    {
        Options = options;
        TimeProvider = timeProvider;
        Logger = logger;
        _credentials = options.Credentials;
        _player = new ClipPlayer(clip, Mischief, timeProvider, Deliver);
        Listen(options.Listen.Port);
        CameraLog.Started(logger, Url, clip.Count, clip.Duration_ns * 1e-9);
        _playing = PlayAsync();
    }

    public int Port { get; private set; }

    /// <summary>Where to watch, without credentials.</summary>
    public string Url => $"rtsp://{Host}/{Options.Path}";

    public CameraMischief Mischief { get; } = new();

    /// <summary>Who may watch; null = everybody. A change counts from the next request on, of those who watch already too; pictures go on.</summary>
    public CameraCredentials? Credentials
    {
        get => Volatile.Read(ref _credentials);
        set => Volatile.Write(ref _credentials, value);
    }

    /// <summary>Completes when a client plays for the first time, and never where none does.</summary>
    public Task FirstClient => _firstClient.Task;

    /// <summary>How many clients play.</summary>
    public int Clients
    {
        get
        {
            lock (_lock)
            {
                return _connections.Keys.Count(connection => connection.IsPlaying);
            }
        }
    }

    /// <summary>Pictures that did not go to a client because it read too slowly, of all clients ever.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
            {
                return _droppedOfEnded + _connections.Keys.Sum(connection => connection.Dropped);
            }
        }
    }

    internal SimulatedCameraOptions Options { get; }

    internal TimeProvider TimeProvider { get; }

    internal ILogger Logger { get; }

    internal IClip Clip => _player.Clip;

    // Who listens everywhere is known to others by the machine's name.
    private string Host => Options.Listen.Address is var address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        ? $"{Dns.GetHostName()}:{Port}"
        : new IPEndPoint(address, Port).ToString();

    /// <summary>Starts a camera; it runs until disposed.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public static SimulatedCamera Start(IClip clip, SimulatedCameraOptions options, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(logger);
        if (options.SessionTimeout < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentException($"{nameof(options.SessionTimeout)} {options.SessionTimeout}: must be at least 1 s", nameof(options));
        }

        if (options.Path.Length == 0 || options.Path != options.Path.Trim('/'))
        {
            throw new ArgumentException($"{nameof(options.Path)} '{options.Path}': must not be empty, nor begin or end with a slash", nameof(options));
        }

        return new SimulatedCamera(clip, options, timeProvider, logger);
    }

    /// <summary>Where to watch, with credentials.</summary>
    public string UrlFor(CameraCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return $"rtsp://{Uri.EscapeDataString(credentials.User)}:{Uri.EscapeDataString(credentials.Password)}@{Host}/{Options.Path}";
    }

    /// <summary>The picture captured nearest to a time, of the last minute or so; null where none was within <paramref name="tolerance"/>.</summary>
    public ShownPicture? ShownAt(DateTimeOffset captureTime, TimeSpan tolerance) => _player.Nearest(captureTime, tolerance);

    /// <summary>Shows another clip, of any size, from the next picture on: to those who watch already too, in the same stream.</summary>
    public void SwitchTo(IClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _player.SwitchTo(clip);
    }

    /// <summary>Resets every connection. Who comes afterwards is served.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var connection in _connections.Keys)
            {
                connection.Cut();
            }
        }
    }

    /// <summary>Nobody can connect any more, until <see cref="Admit"/>. Who is connected stays.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    /// <summary>Ends <see cref="Refuse"/>, on the same port.</summary>
    /// <exception cref="IOException">Another has taken the port meanwhile.</exception>
    public void Admit() => Listen(Port);

    public async ValueTask DisposeAsync()
    {
        Task[] connections;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            connections = [.. _connections.Values];
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        Refuse();
        await Task.WhenAll([_playing, _accepting, .. connections]).ConfigureAwait(false);
        _stop.Dispose();
    }

    internal void TellOfClient() => _firstClient.TrySetResult();

    private void Listen(int port)
    {
        lock (_lock)
        {
            if (_disposed || _listener is not null)
            {
                return;
            }

            var address = Options.Listen.Address;
            var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                if (address.Equals(IPAddress.IPv6Any))
                {
                    listener.DualMode = true;
                }

                listener.Bind(new IPEndPoint(address, port));
                listener.Listen(Backlog);
            }
            catch (SocketException e)
            {
                listener.Dispose();
                throw new IOException($"the simulated camera cannot listen on {new IPEndPoint(address, port)}: {e.Message}: choose another port, or 0 for any", e);
            }

            _listener = listener;
            Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
            _accepting = Task.WhenAll(_accepting, AcceptAsync(listener));
        }
    }

    private async Task PlayAsync()
    {
        try
        {
            await _player.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The camera was disposed.
        }
        catch (Exception e)
        {
            // A clip that throws: clients must not wait for pictures that never come.
            CameraLog.PlayerFailed(Logger, e, Url);
            Refuse();
            Cut();
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Serve(await listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (SocketException e) when (Volatile.Read(ref _listener) == listener)
            {
                // A client that was gone before it was accepted, or a lack of the system that may pass.
                CameraLog.AcceptFailed(Logger, Url, e.Message);
                await Task.Delay(AcceptPause, TimeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                socket.Dispose();
                return;
            }

            try
            {
                var connection = new RtspConnection(socket, this);
                _connections.Add(connection, ServeAsync(connection));
            }
            catch (SocketException)
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private async Task ServeAsync(RtspConnection connection)
    {
        // The caller enters it into the table first.
        await Task.Yield();
        try
        {
            var reason = await connection.RunAsync(_stop.Token).ConfigureAwait(false);
            CameraLog.ClientEnded(Logger, Url, connection.Client, reason, connection.Dropped);
        }
        catch (Exception e)
        {
            // A bug in serving one client is no reason to leave the others.
            CameraLog.ClientFailed(Logger, e, Url, connection.Client);
        }

        lock (_lock)
        {
            _connections.Remove(connection);
            _droppedOfEnded += connection.Dropped;
        }

        connection.Dispose();
    }

    private void Deliver(TimedUnit unit)
    {
        lock (_lock)
        {
            foreach (var connection in _connections.Keys)
            {
                connection.Offer(unit);
            }
        }
    }
}
