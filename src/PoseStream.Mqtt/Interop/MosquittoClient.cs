using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Interop;

/// <summary>
/// One connection of libmosquitto, from connect to its end; all of it on one thread.
/// <para>
/// It runs neither the library's thread (loop_start) nor its loop (mosquitto_loop), but polls the socket itself and calls loop_read, loop_write and loop_misc.
/// Three reasons. The library's own queue of outgoing packets has no limit and keeps the oldest: only a caller that sees
/// <see cref="WantsWrite"/> and then holds back can let the newest win. mosquitto_loop uses select and fails in a process with more than 1024
/// open files. And with one thread there is no second reconnect policy and no callback at an unexpected time.
/// </para>
/// </summary>
internal sealed unsafe class MosquittoClient : IDisposable
{
    private const int OptionProtocolVersion = 1;
    private const int OptionTcpNoDelay = 11;
    private const int OptionTlsUseOsCertificates = 13;
    private const int ProtocolVersion5 = 5;
    private const int VerifyNone = 0;
    private const int LogWarning = 1 << 2;
    private const int LogError = 1 << 3;
    private const int AtMostOnce = 0;
    private const int AtLeastOnce = 1;

    private readonly MqttConnectionOptions _options;
    private readonly MosquittoHandle _handle;
    private readonly Dictionary<int, MqttMessage> _unacknowledged = [];
    private readonly Queue<RefusedMessage> _refused = [];
    private GCHandle _self;
    private long _callbacks;

    /// <exception cref="MqttNativeException">An option is not accepted.</exception>
    public MosquittoClient(MqttConnectionOptions options)
    {
        _options = options;
        _self = GCHandle.Alloc(this);
        _handle = NativeMethods.New(options.ClientId, cleanSession: true, GCHandle.ToIntPtr(_self));
        try
        {
            if (_handle.IsInvalid)
            {
                throw new MqttNativeException($"mosquitto_new: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            Configure();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The broker's answer: null until it has come, 0 for accepted, else a reason code.</summary>
    public int? Answer { get; private set; }

    /// <summary>The reason code with which the broker said goodbye; null where it did not.</summary>
    public int? Goodbye { get; private set; }

    /// <summary>The library's first complaint, which names the cause where later ones name consequences: tells what a bare error code does not, such as why a certificate is refused.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Live messages that are wholly written to the socket.</summary>
    public long LiveWritten { get; private set; }

    /// <summary>Retained messages that the broker has acknowledged.</summary>
    public long RetainedAcknowledged { get; private set; }

    public int Unacknowledged => _unacknowledged.Count;

    /// <summary>The kernel's buffer is full, or TLS has something to say first: give it nothing more now.</summary>
    public bool WantsWrite => NativeMethods.WantWrite(_handle);

    public bool IsOpen => NativeMethods.Socket(_handle) >= 0;

    /// <summary>Resolves, tries all addresses in turn and blocks until one accepts or all fail, at worst for the kernel's two minutes. The broker's answer comes later.</summary>
    public int Connect(out int errno)
    {
        var result = NativeMethods.Connect(_handle, _options.Host, _options.EffectivePort, (int)_options.KeepAlive.TotalSeconds);
        errno = Marshal.GetLastPInvokeError();
        return result;
    }

    public int PublishLive(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties, ulong? sequence) =>
        Publish(topic, payload, properties, sequence, AtMostOnce, retain: false, out _);

    public int PublishRetained(MqttMessage message)
    {
        var result = Publish(message.Topic, message.Payload.Span, message.Properties, sequence: null, AtLeastOnce, retain: true, out var messageId);
        if (result == MosquittoError.Success)
        {
            _unacknowledged.Add(messageId, message);
        }

        return result;
    }

    /// <summary>What the broker has answered with a refusal since the last call.</summary>
    public bool TryTakeRefused(out RefusedMessage refused) => _refused.TryDequeue(out refused);

    /// <summary>Sends the goodbye, after which the broker drops the will.</summary>
    public int Disconnect() => NativeMethods.Disconnect(_handle, reasonCode: 0, properties: 0);

    /// <summary>Waits for the socket, the signal or the timeout, then reads, writes and keeps alive.</summary>
    /// <returns>An error of <see cref="MosquittoError"/>; the socket is closed then.</returns>
    public int Turn(WakeSignal signal, TimeSpan timeout, out int errno)
    {
        errno = 0;
        var socket = NativeMethods.Socket(_handle);
        if (socket < 0)
        {
            return MosquittoError.NoConnection;
        }

        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { FileDescriptor = signal.Descriptor, Wanted = PollDescriptor.In };
        descriptors[1] = new PollDescriptor { FileDescriptor = socket, Wanted = (short)(PollDescriptor.In | (WantsWrite ? PollDescriptor.Out : 0)) };
        _ = SystemCalls.Poll(descriptors, 2, (int)Math.Ceiling(timeout.TotalMilliseconds));
        if (descriptors[0].Seen != 0)
        {
            signal.Clear();
        }

        var result = MosquittoError.Success;
        if ((descriptors[1].Seen & ~PollDescriptor.Out) != 0)
        {
            result = Read();
        }

        if (result == MosquittoError.Success && (descriptors[1].Seen & PollDescriptor.Out) != 0)
        {
            result = NativeMethods.LoopWrite(_handle, 1);
        }

        errno = Marshal.GetLastPInvokeError();
        return result == MosquittoError.Success ? NativeMethods.LoopMisc(_handle) : result;
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    private static MosquittoClient From(nint userData) => (MosquittoClient)GCHandle.FromIntPtr(userData).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnect(nint client, nint userData, int reasonCode, int flags, nint properties)
    {
        var self = From(userData);
        self._callbacks++;
        self.Answer = reasonCode;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDisconnect(nint client, nint userData, int reasonCode, nint properties)
    {
        // Below it is an error of the library, which the call that met it returns as well.
        if (reasonCode >= MosquittoError.FirstRefusal)
        {
            From(userData).Goodbye = reasonCode;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPublish(nint client, nint userData, int messageId, int reasonCode, nint properties)
    {
        var self = From(userData);
        self._callbacks++;
        if (!self._unacknowledged.Remove(messageId, out var message))
        {
            self.LiveWritten++;
        }
        else if (reasonCode >= MosquittoError.FirstRefusal)
        {
            self._refused.Enqueue(new RefusedMessage(message, reasonCode));
        }
        else
        {
            self.RetainedAcknowledged++;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint client, nint userData, int level, byte* text)
    {
        if ((level & (LogWarning | LogError)) != 0)
        {
            From(userData).Complaint ??= Marshal.PtrToStringUTF8((nint)text)?.ReplaceLineEndings(" ").Trim();
        }
    }

    /// <summary>One call takes one packet. Under TLS several may have come in one record, which poll does not see: go on while a call brings something.</summary>
    private int Read()
    {
        int result;
        long before;
        do
        {
            before = _callbacks;
            result = NativeMethods.LoopRead(_handle, 1);
        }
        while (result == MosquittoError.Success && _callbacks != before && IsOpen);

        return result;
    }

    private int Publish(MqttTopic topic, ReadOnlySpan<byte> payload, MqttProperties? properties, ulong? sequence, int qos, bool retain, out int messageId)
    {
        using var list = new PropertyList(properties, sequence);
        fixed (byte* topicBytes = topic.Utf8, payloadBytes = payload)
        {
            int id;
            var result = NativeMethods.Publish(_handle, &id, topicBytes, payload.Length, payloadBytes, qos, retain, list.Head);
            messageId = id;
            return result;
        }
    }

    private void Configure()
    {
        NativeMethods.ConnectCallbackSet(_handle, &OnConnect);
        NativeMethods.DisconnectCallbackSet(_handle, &OnDisconnect);
        NativeMethods.PublishCallbackSet(_handle, &OnPublish);
        NativeMethods.LogCallbackSet(_handle, &OnLog);
        MosquittoError.ThrowIf(NativeMethods.IntOption(_handle, OptionProtocolVersion, ProtocolVersion5), "protocol version");
        MosquittoError.ThrowIf(NativeMethods.IntOption(_handle, OptionTcpNoDelay, 1), "no delay");
        if (_options.Username is not null)
        {
            MosquittoError.ThrowIf(NativeMethods.UsernamePasswordSet(_handle, _options.Username, _options.Password), "user name and password");
        }

        if (_options.Tls != MqttTlsMode.Off)
        {
            ConfigureTls();
        }

        if (_options.Will is { } will)
        {
            SetWill(will);
        }
    }

    private void ConfigureTls()
    {
        if (_options.CaFile is not { } file)
        {
            MosquittoError.ThrowIf(NativeMethods.IntOption(_handle, OptionTlsUseOsCertificates, 1), "trusted certificates");
        }
        else if (NativeMethods.TlsSet(_handle, file, null, null, null, 0) != MosquittoError.Success)
        {
            // It was there when the options were checked: it has gone since, or this user may not read it.
            throw new MqttNativeException($"CaFile '{file}' cannot be read", MqttDisconnectReason.TlsFailed);
        }

        if (_options.Tls == MqttTlsMode.Insecure)
        {
            // The first waives the chain of trust, the second the host's name.
            MosquittoError.ThrowIf(NativeMethods.TlsOptsSet(_handle, VerifyNone, null, null), "TLS without verification");
            MosquittoError.ThrowIf(NativeMethods.TlsInsecureSet(_handle, true), "TLS without host name check");
        }
    }

    private void SetWill(MqttMessage will)
    {
        var list = new PropertyList(will.Properties, sequence: null);
        try
        {
            fixed (byte* topic = will.Topic.Utf8, payload = will.Payload.Span)
            {
                MosquittoError.ThrowIf(
                    NativeMethods.WillSet(_handle, topic, will.Payload.Length, payload, AtLeastOnce, retain: true, list.Head),
                    "will");
            }

            list.Release();
        }
        finally
        {
            list.Dispose();
        }
    }
}
