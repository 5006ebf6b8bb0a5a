using PoseStream.Daemon.Commands;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

/// <summary>What systemd is told of the program agrees with the program.</summary>
public class ServiceUnitTests
{
    private static readonly string[] Unit = File.ReadAllLines(Checkout.PathOf("systemd", "posestream.service"));

    [Fact]
    public void Unit_ConfigurationWrong_IsNotStartedAgain() => Assert.Contains($"RestartPreventExitStatus={CommandLine.Misconfigured}", Unit);

    [Fact]
    public void Unit_OtherFailures_AreTriedAgainForEver() => Assert.Superset(new HashSet<string> { "Restart=on-failure", "StartLimitIntervalSec=0" }, Unit.ToHashSet());

    [Theory]
    [InlineData("nvidia-frontend")]
    [InlineData("nvidia")]
    [InlineData("nvidiactl")]
    [InlineData("nvidia-uvm")]
    public void Unit_DevicesOfEveryDriver_AreAllowed(string device) => Assert.Contains($"DeviceAllow=char-{device} rw", Unit);
}
