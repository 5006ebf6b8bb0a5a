using System.Diagnostics.CodeAnalysis;
using PoseStream.Mqtt.Interop;

namespace PoseStream.Mqtt.Messages;

/// <summary>
/// What waits for the network thread. Any thread puts in and none ever waits for the network; one thread takes out.
/// Law: live messages put in = written to the socket + <see cref="Dropped"/> + waiting here + in flight (taken, and accepted by the library).
/// </summary>
internal sealed class Outbox(int liveCapacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LiveQueue _live = new(liveCapacity);
    private readonly RetainedStore _retained = new();
    private bool _open;
    private bool _sealed;
    private long _dropped;

    /// <summary>Set when something was put in.</summary>
    public WakeSignal Signal { get; } = new();

    public long Dropped
    {
        get
        {
            lock (_gate)
            {
                return _dropped;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _live.Count == 0 && _retained.Waiting == 0;
            }
        }
    }

    public void PutLive(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties, ulong? sequence)
    {
        lock (_gate)
        {
            if (!_open || _sealed)
            {
                _dropped++;
                return;
            }

            var wasEmpty = _live.Count == 0;
            if (_live.Enqueue(topic, payload, properties, sequence))
            {
                _dropped++;
            }

            // Where messages wait already, the taker is awake or waits for the socket.
            if (wasEmpty)
            {
                Signal.Set();
            }
        }
    }

    public void PutRetained(MqttMessage message)
    {
        lock (_gate)
        {
            if (_sealed)
            {
                return;
            }

            _retained.Set(message);
            Signal.Set();
        }
    }

    public bool TryTakeLive(ref LiveMessage message)
    {
        lock (_gate)
        {
            return _live.TryDequeue(ref message);
        }
    }

    public bool TryTakeRetained([NotNullWhen(true)] out MqttMessage? message)
    {
        lock (_gate)
        {
            return _retained.TryTake(out message);
        }
    }

    /// <summary>A broker has accepted: it gets all retained messages, and live ones from now on.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _open = true;
            _retained.MarkAll();
        }
    }

    /// <summary>A live message was taken that can never leave.</summary>
    public void CountRefused()
    {
        lock (_gate)
        {
            _dropped++;
        }
    }

    /// <summary>The connection is gone, and the live messages that waited for it.</summary>
    /// <param name="lostInFlight">Messages that were taken but never left.</param>
    public void Close(long lostInFlight)
    {
        lock (_gate)
        {
            _open = false;
            _dropped += _live.Clear() + lostInFlight;
        }
    }

    /// <summary>The last words: nothing put in later is taken, so nothing can overwrite them.</summary>
    public void Seal(IReadOnlyList<MqttMessage> lastWords)
    {
        lock (_gate)
        {
            if (_sealed)
            {
                return;
            }

            _sealed = true;
            foreach (var message in lastWords)
            {
                _retained.Set(message);
            }

            Signal.Set();
        }
    }

    /// <summary>Only after <see cref="Seal"/>, by the taker.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Signal.Dispose();
        }
    }
}
