using PoseStream.Mqtt.Interop;

namespace PoseStream.Mqtt;

/// <summary>Why a connection could not be made or has ended: a reason to act on and one line to read.</summary>
internal readonly record struct MqttFault(MqttDisconnectReason Reason, string Text)
{
    private const int UnsupportedProtocol = 1;
    private const int UnsupportedProtocol5 = 132;

    public static MqttFault Stopped { get; } = new(MqttDisconnectReason.Stopped, "stopped");

    public static MqttFault OfConnect(int error, int errno, string? complaint, string endpoint) => error switch
    {
        MosquittoError.AddressInfo or MosquittoError.Lookup => new(MqttDisconnectReason.HostNotFound, $"cannot resolve the MQTT broker's name in {endpoint}"),
        MosquittoError.Tls or MosquittoError.TlsHandshake => OfTls(complaint, endpoint),
        _ => new(MqttDisconnectReason.BrokerUnreachable, $"cannot reach MQTT broker {endpoint}: {MosquittoError.Text(error, errno)}"),
    };

    /// <param name="answer">The reason code of the broker's answer, not 0.</param>
    public static MqttFault OfAnswer(int answer, string endpoint) => answer switch
    {
        // 4 and 5 are the words of brokers that answer in MQTT 3; mosquitto says 135, not authorised, for a wrong password too.
        4 or 5 or 134 or 135 or 140 => new(MqttDisconnectReason.CredentialsRefused, $"MQTT broker {endpoint} refuses the user name or password"),
        UnsupportedProtocol or UnsupportedProtocol5 => new(MqttDisconnectReason.Refused, $"MQTT broker {endpoint} does not speak MQTT 5"),
        _ => new(MqttDisconnectReason.Refused, $"MQTT broker {endpoint} refuses the connection: {MosquittoError.ReasonText(answer)}"),
    };

    public static MqttFault OfSilence(TimeSpan waited, string endpoint) =>
        new(MqttDisconnectReason.NoAnswer, $"MQTT broker {endpoint} accepted the connection but said nothing for {waited.TotalSeconds:0.#} s");

    /// <summary>The connection ended before the broker's answer.</summary>
    public static MqttFault OfOpening(int error, string? complaint, string endpoint) => error is MosquittoError.Tls or MosquittoError.TlsHandshake
        ? OfTls(complaint, endpoint)
        : new(MqttDisconnectReason.NoAnswer, $"MQTT broker {endpoint} closed the connection without an answer: check that port and TLS belong together");

    public static MqttFault OfLoss(int error, int errno, int? goodbye, string endpoint) =>
        new(MqttDisconnectReason.ConnectionLost, $"connection to MQTT broker {endpoint} lost: {(goodbye is { } reason ? MosquittoError.ReasonText(reason) : MosquittoError.Text(error, errno))}");

    private static MqttFault OfTls(string? complaint, string endpoint) =>
        new(MqttDisconnectReason.TlsFailed, $"TLS with MQTT broker {endpoint} failed: {complaint ?? "no reason given"}");
}
