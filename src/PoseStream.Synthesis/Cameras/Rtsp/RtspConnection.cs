using System.Net;
using System.Net.Sockets;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>One client's RTSP connection (RFC 2326). Its session, of which it has at most one, lives and ends with it.</summary>
internal sealed class RtspConnection : IDisposable
{
    private const string Methods = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN";
    private readonly Socket _socket;
    private readonly SimulatedCamera _camera;
    private readonly ConnectionWriter _writer;
    private readonly RtspAuthenticator _authenticator;
    private readonly byte[] _buffer = new byte[RtspParser.LongestHead + RtspParser.LongestBody + ushort.MaxValue];
    private RtspSession? _session;

    public RtspConnection(Socket socket, SimulatedCamera camera)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _camera = camera;
        _writer = new ConnectionWriter(socket);
        _authenticator = new RtspAuthenticator(camera.Options.Authentication);
        Client = $"{socket.RemoteEndPoint}";
    }

    public string Client { get; }

    public bool IsPlaying => Volatile.Read(ref _session) is { IsPlaying: true };

    public long Dropped => Volatile.Read(ref _session)?.Dropped ?? 0;

    public void Offer(TimedUnit unit) => Volatile.Read(ref _session)?.Offer(unit);

    /// <summary>The client finds its connection reset, as when a camera loses its power.</summary>
    public void Cut()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
        }

        _socket.Dispose();
    }

    /// <summary>Serves the client until it leaves.</summary>
    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(_camera.Options.SessionTimeout, _camera.TimeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        try
        {
            return await ReadAsync(silence, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return "the camera was stopped";
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested)
        {
            return $"it said nothing for {_camera.Options.SessionTimeout.TotalSeconds:0.#} s";
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return "the connection was lost";
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await EndSessionAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _writer.Dispose();
    }

    private async Task<string> ReadAsync(CancellationTokenSource silence, CancellationToken end)
    {
        var filled = 0;
        while (true)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(filled), end).ConfigureAwait(false);
            if (count == 0)
            {
                return "it closed the connection";
            }

            filled += count;
            silence.CancelAfter(_camera.Options.SessionTimeout);
            var taken = 0;
            while (RtspParser.Parse(_buffer.AsSpan(taken, filled - taken), out var request, out var consumed) is var kind and not RtspParse.Incomplete)
            {
                if (kind == RtspParse.Malformed)
                {
                    await _writer.SendAsync(RtspResponse.BadRequest.ToBytes(null), end).ConfigureAwait(false);
                    return "it sent something that is not RTSP";
                }

                taken += consumed;
                if (request is not null && !await ServeAsync(request, end).ConfigureAwait(false))
                {
                    return "it said goodbye";
                }
            }

            _buffer.AsSpan(taken, filled - taken).CopyTo(_buffer);
            filled -= taken;
        }
    }

    /// <returns>False after the last answer.</returns>
    private async Task<bool> ServeAsync(RtspRequest request, CancellationToken end)
    {
        var response = await AnswerAsync(request, end).ConfigureAwait(false);
        if (_session is { } session && response.Status == RtspResponse.Ok.Status && request.Method != "OPTIONS")
        {
            response.With("Session", $"{session.Id};timeout={_camera.Options.SessionTimeout.TotalSeconds:0}");
        }

        await _writer.SendAsync(response.ToBytes(request.Sequence), end).ConfigureAwait(false);
        if (response.Status != RtspResponse.Ok.Status)
        {
            return true;
        }

        if (request.Method == "PLAY")
        {
            // Only now: a client does not expect pictures before the answer.
            _session!.Play();
            _camera.TellOfClient();
            CameraLog.ClientPlays(_camera.Logger, _camera.Url, Client, _session.TransportHeader);
        }

        return request.Method != "TEARDOWN";
    }

    private async Task<RtspResponse> AnswerAsync(RtspRequest request, CancellationToken end)
    {
        if (request.Method == "OPTIONS")
        {
            return RtspResponse.Ok.With("Public", Methods);
        }

        if (!_authenticator.Accepts(request, _camera.Credentials))
        {
            CameraLog.ClientRefused(_camera.Logger, _camera.Url, Client);
            return RtspResponse.Unauthorized.With("WWW-Authenticate", _authenticator.Challenge);
        }

        switch (request.Method)
        {
            case "DESCRIBE":
                return Describe(request);
            case "SETUP":
                return SetUp(request, end);
            case "GET_PARAMETER" when request.Header("Session") is null:
                // A sign of life, before there is a session.
                return RtspResponse.Ok;
            case "PLAY" or "PAUSE" or "TEARDOWN" or "GET_PARAMETER" when !IsOfSession(request):
                return RtspResponse.SessionNotFound;
            case "PLAY":
                await Task.Delay(_camera.Mischief.StartDelay, _camera.TimeProvider, end).ConfigureAwait(false);
                return RtspResponse.Ok.With("Range", "npt=now-").With("RTP-Info", $"url={TrackOf(request.Uri)};seq={_session!.NextSequence}");
            case "PAUSE" or "TEARDOWN":
                _session!.Pause();
                return RtspResponse.Ok;
            case "GET_PARAMETER":
                return RtspResponse.Ok;
            default:
                return RtspResponse.NotImplemented.With("Public", Methods);
        }
    }

    private RtspResponse Describe(RtspRequest request)
    {
        if (!PathOf(request.Uri).Equals(_camera.Options.Path, StringComparison.Ordinal))
        {
            return RtspResponse.NotFound;
        }

        return (RtspResponse.Ok with { Body = SdpBuilder.Build(_camera.Clip.ParameterSets) })
            .With("Content-Type", "application/sdp")
            .With("Content-Base", request.Uri.EndsWith('/') ? request.Uri : request.Uri + "/");
    }

    private RtspResponse SetUp(RtspRequest request, CancellationToken end)
    {
        var path = PathOf(request.Uri);
        if (path != _camera.Options.Path && path != $"{_camera.Options.Path}/{SdpBuilder.Track}")
        {
            return RtspResponse.NotFound;
        }

        if (_session is not null)
        {
            return RtspResponse.NotNow;
        }

        if (request.Header("Transport") is not { } header || TransportChoice.Parse(header) is not { } choice)
        {
            return RtspResponse.UnsupportedTransport;
        }

        IPacketTransport transport = choice.IsInterleaved
            ? new InterleavedTransport(_writer, choice)
            : new DatagramTransport(AddressOf(_socket.LocalEndPoint), AddressOf(_socket.RemoteEndPoint), choice, _camera.Mischief);
        var session = new RtspSession(transport, _camera.TimeProvider);
        session.Start(end);
        Volatile.Write(ref _session, session);
        return RtspResponse.Ok.With("Transport", session.TransportHeader);
    }

    /// <summary>A socket for both families gives IPv4 addresses in the clothes of IPv6.</summary>
    private static IPAddress AddressOf(EndPoint? end) => ((IPEndPoint)end!).Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : ((IPEndPoint)end).Address;

    private bool IsOfSession(RtspRequest request) =>
        _session is { } session && request.Header("Session")?.Split(';')[0].Trim() == session.Id;

    private static string PathOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) ? Uri.UnescapeDataString(parsed.AbsolutePath).Trim('/') : "";

    private static string TrackOf(string uri)
    {
        var stream = uri.TrimEnd('/');
        return stream.EndsWith(SdpBuilder.Track, StringComparison.Ordinal) ? stream : $"{stream}/{SdpBuilder.Track}";
    }

    private async Task EndSessionAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Sending ended in the midst of a packet, as the client is gone or is not to be served any more.
        }
    }
}
