using PoseStream.Core.Time;
using PoseStream.Mqtt.Messages;

namespace PoseStream.Mqtt;

/// <summary>How to reach a broker and what to leave there.</summary>
public sealed record MqttConnectionOptions
{
    /// <summary>Name or address of the broker. Required.</summary>
    public required string Host { get; init; }

    /// <summary>1..65535. Default: 1883, or 8883 with TLS.</summary>
    public int? Port { get; init; }

    /// <summary>Unique at the broker: a second client of the same id ends the first. Required.</summary>
    public required string ClientId { get; init; }

    public string? Username { get; init; }

    /// <summary>Only together with <see cref="Username"/>. Never logged.</summary>
    public string? Password { get; init; }

    /// <summary>Default: off.</summary>
    public MqttTlsMode Tls { get; init; }

    /// <summary>PEM file with the authorities to trust. Default: those of the operating system.</summary>
    public string? CaFile { get; init; }

    /// <summary>5 s to 65535 s. Default 15 s: the broker sends the will after one and a half of it without a sign of life.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the broker may take from the TCP connection to its answer, TLS included. More than 0; default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the broker publishes, retained and at least once, when this client vanishes without a goodbye. Default: nothing.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>Live messages that may wait; when one more comes the oldest goes. 1..65536; default 64.</summary>
    public int QueueCapacity { get; init; } = 64;

    /// <summary>Default: 1 s doubling to 30 s.</summary>
    public BackoffLimits Backoff { get; init; } = BackoffLimits.Default;

    internal int EffectivePort => Port ?? (Tls == MqttTlsMode.Off ? 1883 : 8883);

    /// <summary>Host and port: all that messages may tell of the broker.</summary>
    internal string Endpoint => $"{Host}:{EffectivePort}";

    /// <summary>Everything that is wrong, one line each: the key, its value and what is allowed. Empty where all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Require(!string.IsNullOrWhiteSpace(Host), "Host is empty: give the broker's name or address");
        Require(EffectivePort is > 0 and <= 65535, $"Port is {Port}: must be 1 to 65535");
        Require(!string.IsNullOrWhiteSpace(ClientId), "ClientId is empty: give a name that no other client of the broker has");
        Require(Password is null || Username is not null, "Password is given without Username");
        Require(Tls != MqttTlsMode.Off || CaFile is null, $"CaFile is '{CaFile}' but Tls is Off: set Tls to Verified or remove CaFile");
        Require(CaFile is null || File.Exists(CaFile), $"CaFile '{CaFile}' does not exist");
        Require(KeepAlive.TotalSeconds is >= 5 and <= 65535, $"KeepAlive is {KeepAlive}: must be 5 s to 65535 s");
        Require(ConnectTimeout > TimeSpan.Zero, $"ConnectTimeout is {ConnectTimeout}: must be more than 0");
        Require(QueueCapacity is > 0 and <= 65536, $"QueueCapacity is {QueueCapacity}: must be 1 to 65536");
        Require(Backoff.Minimum > TimeSpan.Zero, $"Backoff.Minimum is {Backoff.Minimum}: must be more than 0");
        Require(Backoff.Maximum >= Backoff.Minimum, $"Backoff.Maximum is {Backoff.Maximum}: must not be less than Backoff.Minimum ({Backoff.Minimum})");
        return errors;

        void Require(bool condition, string error)
        {
            if (!condition)
            {
                errors.Add("MQTT: " + error);
            }
        }
    }

    /// <summary>Without the password: records print all they have.</summary>
    public override string ToString() => $"mqtt {Endpoint} client '{ClientId}' user '{Username}' tls {Tls}";
}
