namespace PoseStream.Mqtt;

/// <summary>How a connection stands: written by the network thread, read by any.</summary>
internal sealed class MqttProgress
{
    private readonly Lock _gate = new();
    private MqttConnectionState _state = MqttConnectionState.Disconnected;
    private MqttDisconnectReason _reason = MqttDisconnectReason.NotStarted;
    private string? _lastError;
    private long _publishedBefore;
    private long _publishedNow;
    private long _connections;

    public MqttConnectionStatus Snapshot(long dropped)
    {
        lock (_gate)
        {
            return new MqttConnectionStatus(
                _state, _reason, _lastError, _publishedBefore + Volatile.Read(ref _publishedNow), dropped, Math.Max(0, _connections - 1));
        }
    }

    /// <summary>An attempt begins; the reason stays that of the last one until this one's is known.</summary>
    public void Connecting()
    {
        lock (_gate)
        {
            _state = MqttConnectionState.Connecting;
        }
    }

    public void Connected()
    {
        lock (_gate)
        {
            _connections++;
            _state = MqttConnectionState.Connected;
            _reason = MqttDisconnectReason.None;
        }
    }

    public void Disconnected(MqttFault fault)
    {
        lock (_gate)
        {
            _state = MqttConnectionState.Disconnected;
            _reason = fault.Reason;
            if (fault.Reason != MqttDisconnectReason.Stopped)
            {
                _lastError = fault.Text;
            }
        }
    }

    public void Refused(string refusal)
    {
        lock (_gate)
        {
            _lastError = refusal;
        }
    }

    /// <param name="count">Of this connection. Told in every turn of the network loop, hence without the lock.</param>
    public void Published(long count) => Volatile.Write(ref _publishedNow, count);

    public void ConnectionEnded(long published)
    {
        lock (_gate)
        {
            _publishedBefore += published;
            _publishedNow = 0;
        }
    }
}
