using System.Net.Sockets;
using System.Net;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Demonstrating;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class DemoPlanTests
{
    [Fact]
    public void FreeOf_PortTaken_IsAnyOfTheSameAddress()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = (IPEndPoint)other.LocalEndPoint!;
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), DemoPlan.FreeOf(taken));
        other.Dispose();
        Assert.Equal(taken, DemoPlan.FreeOf(taken));
    }

    [Fact]
    public void Read_WithoutAFile_IsTheBuiltInNetworksWithGrpcAndNoBroker()
    {
        var plan = DemoPlan.Read(null);
        Assert.Equal((ModelPreset.BuiltIn.Detector, ModelPreset.BuiltIn.Pose), (plan.Detector.Model, plan.Pose.Model));
        Assert.True(plan.Grpc.Enabled);
        Assert.False(plan.Mqtt.Enabled);
    }

    [Fact]
    public void Read_File_KeepsItsNetworksAndBrokerAndTurnsGrpcOn()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("demo.json", """
            { "cameras": [{ "name": "real", "url": "rtsp://localhost/x" }], "preset": "yolox-mediapipe", "grpc": { "enabled": false }, "mqtt": { "enabled": true, "port": 1884 } }
            """);
        var plan = DemoPlan.Read(path);
        Assert.Equal("yolox-nano", plan.Detector.Model);
        Assert.True(plan.Grpc.Enabled);
        Assert.Equal((true, 1884), (plan.Mqtt.Enabled, plan.Mqtt.Port));
    }

    [Theory]
    [InlineData("/somewhere/cache", "/somewhere/cache/posestream/clips")]
    [InlineData("relative", "/home/user/.cache/posestream/clips")]
    [InlineData(null, "/home/user/.cache/posestream/clips")]
    public void CacheFolder_FromTheEnvironment_FollowsTheStandard(string? variable, string expected) =>
        Assert.Equal(expected, CacheFolder.Of("clips", name => name switch { "XDG_CACHE_HOME" => variable, "HOME" => "/home/user", _ => null }));
}
