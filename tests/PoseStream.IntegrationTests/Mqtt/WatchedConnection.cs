using Microsoft.Extensions.Logging;
using PoseStream.Core.Time;
using PoseStream.Mqtt;
using PoseStream.TestKit.Fakes;
using PoseStream.TestKit.Mqtt;

namespace PoseStream.IntegrationTests.Mqtt;

/// <summary>A connection whose states and (re)connections a test can await.</summary>
internal sealed class WatchedConnection : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _changed = new(0);
    private int _connectedEvents;

    public WatchedConnection(MqttConnectionOptions options)
    {
        Connection = new MqttConnection(options, TimeProvider.System, Log);
        Connection.StatusChanged += _ => _changed.Release();
        Connection.Connected += () =>
        {
            Interlocked.Increment(ref _connectedEvents);
            _changed.Release();
        };
    }

    public MqttConnection Connection { get; }

    /// <summary>Everything that it says, at every level.</summary>
    public LogCollector Log { get; } = new() { Minimum = LogLevel.Trace };

    public int ConnectedEvents => Volatile.Read(ref _connectedEvents);

    /// <summary>Quick to come back, so that tests are.</summary>
    public static MqttConnectionOptions OptionsFor(MosquittoBroker broker) => new()
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        ClientId = "posestream-test",
        Backoff = new BackoffLimits(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)),
    };

    public static WatchedConnection Start(MqttConnectionOptions options)
    {
        var watched = new WatchedConnection(options);
        watched.Connection.Start();
        return watched;
    }

    public static async Task<WatchedConnection> ConnectAsync(MqttConnectionOptions options)
    {
        var watched = Start(options);
        await watched.UntilAsync(w => w.ConnectedEvents == 1);
        return watched;
    }

    /// <summary>Looks at the condition after each change.</summary>
    public async Task UntilAsync(Predicate<WatchedConnection> condition)
    {
        using var patience = new CancellationTokenSource(Timeout);
        while (!condition(this))
        {
            try
            {
                // Counters change without an event: look again now and then.
                await _changed.WaitAsync(TimeSpan.FromMilliseconds(20), patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"the condition did not come true; the connection is {Connection.Status}");
            }
        }
    }

    public Task UntilReasonAsync(MqttDisconnectReason reason) =>
        UntilAsync(w => w.Connection.Status is { State: MqttConnectionState.Disconnected } status && status.Reason == reason);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _changed.Dispose();
    }
}
