namespace PoseStream.Mqtt;

/// <summary>The growing, jittered waits of <see cref="MqttBackoff"/>. Not thread-safe.</summary>
internal sealed class ReconnectDelay(MqttBackoff backoff, Random random)
{
    private TimeSpan _ceiling = backoff.Minimum;

    public TimeSpan Next()
    {
        var delay = random.NextDouble() * _ceiling;
        _ceiling = _ceiling < backoff.Maximum / 2 ? _ceiling * 2 : backoff.Maximum;
        return delay;
    }

    /// <summary>Tells how long the connection that has just broken had lived.</summary>
    public void ConnectionEnded(TimeSpan lifetime)
    {
        if (lifetime >= backoff.HealthyAfter)
        {
            _ceiling = backoff.Minimum;
        }
    }
}
