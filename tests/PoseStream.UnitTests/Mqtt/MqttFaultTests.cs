using PoseStream.Mqtt;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class MqttFaultTests
{
    private const int Refused = 111;

    [Theory]
    [InlineData(14, MqttDisconnectReason.BrokerUnreachable, "cannot reach MQTT broker b:1883: Connection refused")]
    [InlineData(15, MqttDisconnectReason.HostNotFound, "cannot resolve the MQTT broker's name in b:1883")]
    [InlineData(8, MqttDisconnectReason.TlsFailed, "TLS with MQTT broker b:1883 failed: why")]
    public void OfConnect_LibraryError_IsClassified(int error, MqttDisconnectReason reason, string text) =>
        Assert.Equal(new MqttFault(reason, text), MqttFault.OfConnect(error, Refused, "why", "b:1883"));

    [Theory]
    [InlineData(134, MqttDisconnectReason.CredentialsRefused)]
    [InlineData(135, MqttDisconnectReason.CredentialsRefused)]
    [InlineData(5, MqttDisconnectReason.CredentialsRefused)]
    [InlineData(1, MqttDisconnectReason.Refused)]
    [InlineData(136, MqttDisconnectReason.Refused)]
    public void OfAnswer_ReasonCode_IsClassified(int answer, MqttDisconnectReason reason) =>
        Assert.Equal(reason, MqttFault.OfAnswer(answer, "b:1883").Reason);
}
