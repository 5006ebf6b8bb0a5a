namespace PoseStream.Mqtt;

public enum MqttTlsMode
{
    /// <summary>Plain TCP.</summary>
    Off,

    /// <summary>TLS; the broker's certificate and its host name are verified.</summary>
    Verified,

    /// <summary>TLS without any verification: encrypts, but anybody can pose as the broker.</summary>
    Insecure,
}
