using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Mqtt.Interop;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt;

/// <summary>
/// A publisher to one MQTT 5 broker that connects, and connects again, by itself for as long as it lives.
/// Publishing never waits and never fails because of the network; <see cref="Status"/> tells how things stand.
/// Live messages are sent once or dropped, the newest first to survive. Of retained messages the latest of each topic is kept and sent at every connection.
/// </summary>
public sealed class MqttConnection : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(2);

    /// <summary>The network thread needs a moment to notice that its time is over.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private readonly MqttConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Outbox _outbox;
    private readonly StopRequest _stop;
    private readonly Backoff _delay;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private MqttConnectionState _state = MqttConnectionState.Disconnected;
    private MqttDisconnectReason _reason = MqttDisconnectReason.NotStarted;
    private string? _lastError;
    private long _publishedBefore;
    private long _publishedNow;
    private long _connections;
    private bool _started;
    private bool _stopping;

    /// <param name="random">Draws the waits between attempts; <see cref="Random.Shared"/> by default.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names the first key and <see cref="MqttConnectionOptions.Validate"/> gives them all.</exception>
    /// <exception cref="MqttLibraryException">libmosquitto is missing or too old.</exception>
    public MqttConnection(MqttConnectionOptions options, TimeProvider time, ILogger logger, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is [var error, ..])
        {
            throw new ArgumentException(error, nameof(options));
        }

        MqttLibrary.Load();
        _options = options;
        _time = time;
        _logger = logger;
        _outbox = new Outbox(options.QueueCapacity);
        _stop = new StopRequest(time);
        _delay = new Backoff(options.Backoff, random ?? Random.Shared);
    }

    /// <summary>After every connection and reconnection, on the network thread: the place to publish presence anew. Must not block.</summary>
    public event Action? Connected;

    /// <summary>After every change of state, on the network thread. Must not block.</summary>
    public event Action<MqttConnectionStatus>? StatusChanged;

    /// <summary>A snapshot; thread-safe.</summary>
    public MqttConnectionStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new MqttConnectionStatus(
                    _state, _reason, _lastError, _publishedBefore + Volatile.Read(ref _publishedNow), _outbox.Dropped, Math.Max(0, _connections - 1));
            }
        }
    }

    /// <summary>Begins to connect and returns at once. Subscribe to the events before.</summary>
    /// <exception cref="InvalidOperationException">Started or stopped before.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_started || _stopping)
            {
                throw new InvalidOperationException("an MQTT connection is started once");
            }

            _started = true;
        }

        // A thread of its own: connecting blocks, and so does waiting for the socket.
        new Thread(Run) { IsBackground = true, Name = "mqtt" }.Start();
    }

    /// <summary>Sends at most once, not retained; copies the payload. Dropped, and counted, while there is no connection or when newer messages crowd it out. Thread-safe.</summary>
    /// <param name="sequence">Becomes the user property "sequence".</param>
    public void PublishLive(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties = null, ulong? sequence = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        _outbox.PutLive(topic, payload, properties, sequence);
    }

    /// <summary>Replaces the topic's retained message, now or as soon as there is a connection, at least once. Thread-safe. Ignored after <see cref="StopAsync"/>.</summary>
    public void PublishRetained(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _outbox.PutRetained(message);
    }

    /// <summary>
    /// Sends what waits and then the last words, says goodbye so that the broker drops the will, and ends.
    /// Where there is no connection it ends at once; where the broker does not take the words in time it ends without a goodbye, so that the will speaks.
    /// </summary>
    /// <param name="lastWords">Retained messages, such as the status "stopped".</param>
    /// <param name="patience">How long the broker may take.</param>
    public async Task StopAsync(IReadOnlyList<MqttMessage> lastWords, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(lastWords);
        if (BeginStop(lastWords, patience))
        {
            End();
        }

        try
        {
            await _ended.Task.WaitAsync(patience + StopGrace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A connect to an address that swallows packets cannot be interrupted. The thread ends with it and cleans up.
            MqttLog.StopAbandoned(_logger, _options.Endpoint);
        }
    }

    /// <summary>Stops without last words.</summary>
    public async ValueTask DisposeAsync() => await StopAsync([], DisposePatience).ConfigureAwait(false);

    /// <returns>True when there is no thread that will call <see cref="End"/>.</returns>
    private bool BeginStop(IReadOnlyList<MqttMessage> lastWords, TimeSpan patience)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            _stopping = true;
            _outbox.Seal(lastWords);
            _stop.Request(patience);
            return !_started;
        }
    }

    private void Run()
    {
        var told = default(MqttFault);
        while (!_stop.IsRequested)
        {
            SetState(MqttConnectionState.Connecting, _reason);
            var fault = Attempt();
            if (fault.Reason == MqttDisconnectReason.Stopped)
            {
                break;
            }

            SetLastError(fault.Text);
            SetState(MqttConnectionState.Disconnected, fault.Reason);
            var delay = _delay.Next();
            if (fault == told)
            {
                MqttLog.StillDisconnected(_logger, fault.Text, delay.TotalSeconds);
            }
            else
            {
                MqttLog.Disconnected(_logger, fault.Text);
                told = fault;
            }

            Wait(delay);
        }

        End();
    }

    /// <summary>One connection from its first packet to its end.</summary>
    private MqttFault Attempt()
    {
        try
        {
            using var client = new MosquittoClient(_options);
            var error = client.Connect(out var errno);
            if (error != MosquittoError.Success)
            {
                return MqttFault.OfConnect(error, errno, client.Complaint, _options.Endpoint);
            }

            var session = new MqttSession(client, _outbox, _options, _time, _logger, SetLastError);
            return session.AwaitAnswer(_stop) ?? Serve(session);
        }
        catch (MqttNativeException exception)
        {
            return new MqttFault(exception.Reason, $"MQTT broker {_options.Endpoint} cannot be tried: {exception.Message}");
        }
        catch (Exception exception)
        {
            // The last resort of a thread that nobody watches: a bug here must not end the service, nor this connection for ever.
            MqttLog.AttemptFailed(_logger, exception);
            return new MqttFault(MqttDisconnectReason.BrokerUnreachable, $"MQTT attempt failed: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private MqttFault Serve(MqttSession session)
    {
        var connectedAt = _time.GetTimestamp();
        _outbox.Open();
        try
        {
            Interlocked.Increment(ref _connections);
            MqttLog.Connected(_logger, _options.Endpoint, _outbox.Dropped);
            SetState(MqttConnectionState.Connected, MqttDisconnectReason.None);
            Raise(nameof(Connected), static self => self.Connected?.Invoke());
            return session.Pump(_stop, count => Volatile.Write(ref _publishedNow, count));
        }
        finally
        {
            _outbox.Close(session.InFlight);
            lock (_gate)
            {
                _publishedBefore += session.Published;
                _publishedNow = 0;
            }

            _delay.ConnectionEnded(_time.GetElapsedTime(connectedAt));
        }
    }

    private void Wait(TimeSpan delay)
    {
        try
        {
            Task.Delay(delay, _time, _stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Stopped: the caller's loop sees it.
        }
    }

    private void End()
    {
        SetState(MqttConnectionState.Disconnected, MqttDisconnectReason.Stopped);
        lock (_gate)
        {
            _outbox.Dispose();
            _stop.Dispose();
        }

        MqttLog.Stopped(_logger, _options.Endpoint);
        _ended.SetResult();
    }

    private void SetLastError(string text)
    {
        lock (_gate)
        {
            _lastError = text;
        }
    }

    private void SetState(MqttConnectionState state, MqttDisconnectReason reason)
    {
        lock (_gate)
        {
            _state = state;
            _reason = reason;
        }

        Raise(nameof(StatusChanged), static self => self.StatusChanged?.Invoke(self.Status));
    }

    private void Raise(string name, Action<MqttConnection> invoke)
    {
        try
        {
            invoke(this);
        }
        catch (Exception exception)
        {
            // A subscriber's fault is not the connection's.
            MqttLog.HandlerFailed(_logger, name, exception);
        }
    }
}
