using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Simulating;
using Xunit;

namespace PoseStream.UnitTests.Simulating;

public sealed class CameraFaultTests
{
    [Theory]
    [InlineData("freeze@5+10", "freeze@8+2")]
    [InlineData("stall@5", "stall@800")]
    [InlineData("password@8+2", "password@5+3")]
    public void ParseAll_OneOfTheKindWhileAnotherLasts_IsRefused(params string[] faults) =>
        Assert.Contains("is over; let it begin later", Assert.Throws<CommandFailedException>(() => CameraFault.ParseAll(faults)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("freeze@5+10", "stall@8+2", "freeze@16")]
    [InlineData("cut@5", "cut@6")]
    [InlineData("jump@5+60", "jump@6+60")]
    public void ParseAll_OneAfterAnother_AreAllThere(params string[] faults) => Assert.Equal(faults, CameraFault.ParseAll(faults).Select(fault => fault.Text));

    [Theory]
    [InlineData("freeze@10", "Freeze", 10, null)]
    [InlineData("stall@0.5+2.25", "Stall", 0.5, 2.25)]
    [InlineData("cut@3+5", "Cut", 3, 5.0)]
    [InlineData("password@3", "Password", 3, null)]
    [InlineData("resolution@3", "Resolution", 3, null)]
    [InlineData("loss@3", "Loss", 3, null)]
    [InlineData("jump@7+60", "Jump", 7, 60.0)]
    [InlineData("clock@7-0.5", "Clock", 7, -0.5)]
    public void Parse_Fault_IsRead(string text, string kind, double at_s, double? extent_s)
    {
        var fault = CameraFault.Parse(text);

        Assert.Equal((text, kind, TimeSpan.FromSeconds(at_s)), (fault.Text, $"{fault.Kind}", fault.At));
        Assert.Equal(extent_s, fault.Extent?.TotalSeconds);
    }

    [Theory]
    [InlineData("freeze", "KIND@SECONDS")]
    [InlineData("", "KIND@SECONDS")]
    [InlineData("freeze@-1", "KIND@SECONDS")]
    [InlineData("freeze@1+", "KIND@SECONDS")]
    [InlineData("freese@1", "did you mean freeze?")]
    [InlineData("0@1", "there are freeze, stall, cut, password, resolution, loss, jump, clock")]
    [InlineData("freeze@90000", "up to 86400")]
    [InlineData("freeze@1-2", "only jump and clock go back")]
    [InlineData("jump@1", "by how much")]
    public void Parse_Mistake_SaysWhatToWrite(string text, string words)
    {
        var message = Assert.Throws<CommandFailedException>(() => CameraFault.Parse(text)).Message;

        Assert.StartsWith($"--fault {text}: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }
}
