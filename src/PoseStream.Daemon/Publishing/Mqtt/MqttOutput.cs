using System.Text;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Mqtt;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Publishing.Mqtt;

/// <summary>The MQTT side of a service: presence, every stream's status, poses.</summary>
public sealed class MqttOutput : IAsyncDisposable
{
    // Enough for a broker on another continent, short enough for a person who pressed Ctrl-C.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    // A status that is no longer renewed is of a camera that was removed or renamed, or of a service that is gone. A minute, for a broker that is restarted.
    private static readonly TimeSpan LeastStatusExpiry = TimeSpan.FromMinutes(1);

    private const int IntervalsToExpiry = 3;

    private readonly Lock _publishing = new();
    private readonly MqttConnection _connection;
    private readonly TopicTree _topics;
    private readonly NodePresence _presence;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly MqttProperties _statusProperties;
    private ITimer? _timer;
    private CameraFleet? _cameras;
    private Task? _stopped;

    private MqttOutput(ServicePlan plan, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        _interval = plan.Mqtt.StatusInterval;
        var expiry = _interval * IntervalsToExpiry;
        _statusProperties = new MqttProperties("application/json", expiry > LeastStatusExpiry ? expiry : LeastStatusExpiry);
        _topics = new TopicTree(plan.Node);
        _presence = new NodePresence(_topics);
        _connection = new MqttConnection(OptionsFor(plan.Mqtt, _presence.Will), time, loggers.CreateLogger<MqttConnection>());
        Poses = new MqttPosePublisher(_connection, _topics, plan.Mqtt.Format, plan.Cameras.Select(camera => camera.Name));
    }

    public MqttPosePublisher Poses { get; }

    /// <exception cref="MqttLibraryException">libmosquitto is missing.</exception>
    public static MqttOutput Create(ServicePlan plan, TimeProvider time, ILoggerFactory loggers) => new(plan, time, loggers);

    /// <summary>Begins to connect; a broker that is absent is waited for.</summary>
    public void Start(CameraFleet cameras)
    {
        _cameras = cameras;
        _connection.Connected += () => _connection.PublishRetained(_presence.Online);
        cameras.StatusChanged += changed => Publish([changed.Camera]);
        _timer = _time.CreateTimer(_ => Renew(), null, TimeSpan.Zero, _interval);
        _connection.Start();
    }

    /// <summary>Sends how every stream is and that the service has stopped, as far as the broker takes it within seconds. What is published later is dropped.</summary>
    public Task StopAsync() => _stopped ??= StopOnceAsync();

    public ValueTask DisposeAsync() => new(StopAsync());

    private async Task StopOnceAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            PublishAll();
        }

        await _connection.StopAsync([_presence.Stopped], StopPatience).ConfigureAwait(false);
    }

    private static MqttConnectionOptions OptionsFor(MqttPlan plan, MqttMessage will) => new()
    {
        Host = plan.Host,
        Port = plan.Port,
        ClientId = plan.ClientId,
        Username = plan.Username,
        Password = plan.Password,
        Tls = !plan.Tls.Enabled ? MqttTlsMode.Off : plan.Tls.Insecure ? MqttTlsMode.Insecure : MqttTlsMode.Verified,
        CaFile = plan.Tls.CaFile,
        QueueCapacity = plan.Queue,
        Will = will,
    };

    private void Renew()
    {
        // The late will of an earlier session would else stand for as long as this connection lasts.
        _connection.PublishRetained(_presence.Online);
        PublishAll();
    }

    private void PublishAll() => Publish(_cameras!.Ids);

    /// <summary>
    /// The status is taken and sent in one piece: the timer and a camera's own thread would else overtake one another, and the broker would keep the older one.
    /// </summary>
    private void Publish(IReadOnlyList<CameraId> cameras)
    {
        lock (_publishing)
        {
            foreach (var camera in cameras)
            {
                PublishStatus(_cameras!.StatusOf(camera));
            }
        }
    }

    private void PublishStatus(CameraStatus status) => _connection.PublishRetained(new MqttMessage(
        _topics.ForStream(status.Camera).Status,
        Encoding.UTF8.GetBytes(ContractJson.Format(StreamStatusMapper.Map(status, _cameras!.ModelsOf(status.Camera)))),
        _statusProperties));
}
