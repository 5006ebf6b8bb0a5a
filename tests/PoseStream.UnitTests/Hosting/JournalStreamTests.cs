using PoseStream.Daemon.Hosting;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public class JournalStreamTests
{
    [Fact]
    public void Is_StreamOfTheVariable_IsTheJournal() => Assert.True(JournalStream.Is("8:12345", "socket:[12345]"));

    [Theory]
    [InlineData(null, "socket:[12345]")]
    [InlineData("", "socket:[12345]")]
    [InlineData("8:12345", null)]
    [InlineData("8:12345", "socket:[12346]")]
    [InlineData("8:12345", "pipe:[12345]")]
    [InlineData("8:12345", "/var/log/posestream.log")]
    [InlineData("12345", "socket:[12345]")]
    [InlineData("8:", "socket:[]")]
    public void Is_AnythingElse_IsNot(string? variable, string? target) => Assert.False(JournalStream.Is(variable, target));
}
