using Microsoft.AspNetCore.Http;
using PoseStream.Daemon.Web;
using Xunit;

namespace PoseStream.UnitTests.Web;

public sealed class HostFilterTests
{
    private readonly HostFilter _filter = new(["Gym.example"]);

    [Theory]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("localhost:8080", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("gym.example:81", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("", false)]
    public void Accepts_AddressesAndKnownNames_NoOther(string host, bool expected) => Assert.Equal(expected, _filter.Accepts(new HostString(host)));
}
