using PoseStream.Core.Time;
using PoseStream.Mqtt;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class MqttConnectionOptionsTests
{
    private static readonly MqttConnectionOptions Good = new() { Host = "broker", ClientId = "node1", Username = "u", Password = "canary-Zq7" };

    [Fact]
    public void Validate_Good_NoErrors() => Assert.Empty(Good.Validate());

    [Fact]
    public void Validate_ManyErrors_AllAtOnceWithKeyAndValue()
    {
        var errors = (Good with
        {
            Host = " ",
            ClientId = "",
            Port = 0,
            Username = null,
            CaFile = "/absent/ca.pem",
            KeepAlive = TimeSpan.FromSeconds(4),
            ConnectTimeout = TimeSpan.Zero,
            QueueCapacity = 0,
            Backoff = new BackoffLimits(TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.Zero),
        }).Validate();

        string[] keys = ["Host", "Port", "ClientId", "Password", "CaFile", "CaFile", "KeepAlive", "ConnectTimeout", "QueueCapacity", "Backoff.Minimum", "Backoff.Maximum"];
        Assert.Equal(keys.Length, errors.Count);
        Assert.All(keys.Zip(errors), pair => Assert.StartsWith($"MQTT: {pair.First} ", pair.Second, StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("canary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MqttTlsMode.Off, null, 1883)]
    [InlineData(MqttTlsMode.Verified, null, 8883)]
    [InlineData(MqttTlsMode.Insecure, null, 8883)]
    [InlineData(MqttTlsMode.Verified, 1234, 1234)]
    public void Port_Default_FollowsTls(MqttTlsMode tls, int? given, int expected) =>
        Assert.Equal(expected, (Good with { Tls = tls, Port = given }).EffectivePort);

    [Fact]
    public void ToString_Any_HasNoPassword() => Assert.DoesNotContain("canary", Good.ToString(), StringComparison.Ordinal);
}
