using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt.Interop;

/// <summary>Carries options over to a client that is not yet connected.</summary>
internal static unsafe class MosquittoSetup
{
    public const int AtLeastOnce = 1;

    private const int OptionProtocolVersion = 1;
    private const int OptionTcpNoDelay = 11;
    private const int OptionTlsUseOsCertificates = 13;
    private const int ProtocolVersion5 = 5;
    private const int VerifyNone = 0;

    /// <exception cref="MqttNativeException">An option is not accepted.</exception>
    public static void Apply(MosquittoHandle client, MqttConnectionOptions options)
    {
        MosquittoError.ThrowIf(NativeMethods.IntOption(client, OptionProtocolVersion, ProtocolVersion5), "protocol version");
        MosquittoError.ThrowIf(NativeMethods.IntOption(client, OptionTcpNoDelay, 1), "no delay");
        if (options.Username is not null)
        {
            MosquittoError.ThrowIf(NativeMethods.UsernamePasswordSet(client, options.Username, options.Password), "user name and password");
        }

        if (options.Tls != MqttTlsMode.Off)
        {
            SetTls(client, options);
        }

        if (options.Will is { } will)
        {
            SetWill(client, will);
        }
    }

    private static void SetTls(MosquittoHandle client, MqttConnectionOptions options)
    {
        if (options.CaFile is not { } file)
        {
            MosquittoError.ThrowIf(NativeMethods.IntOption(client, OptionTlsUseOsCertificates, 1), "trusted certificates");
        }
        else if (NativeMethods.TlsSet(client, file, null, null, null, 0) != MosquittoError.Success)
        {
            // It was there when the options were checked: it has gone since, or this user may not read it.
            throw new MqttNativeException($"CaFile '{file}' cannot be read", MqttDisconnectReason.TlsFailed);
        }

        if (options.Tls == MqttTlsMode.Insecure)
        {
            // The first waives the chain of trust, the second the host's name.
            MosquittoError.ThrowIf(NativeMethods.TlsOptsSet(client, VerifyNone, null, null), "TLS without verification");
            MosquittoError.ThrowIf(NativeMethods.TlsInsecureSet(client, true), "TLS without host name check");
        }
    }

    private static void SetWill(MosquittoHandle client, MqttMessage will)
    {
        var list = new PropertyList(will.Properties, sequence: null);
        try
        {
            fixed (byte* topic = will.Topic.Utf8, payload = will.Payload.Span)
            {
                MosquittoError.ThrowIf(
                    NativeMethods.WillSet(client, topic, will.Payload.Length, payload, AtLeastOnce, retain: true, list.Head),
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
