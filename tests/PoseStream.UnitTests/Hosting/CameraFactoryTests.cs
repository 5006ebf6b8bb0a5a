using PoseStream.Daemon.Hosting;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class CameraFactoryTests
{
    [Theory]
    [InlineData(0.1, 30)]
    [InlineData(5, 30)]
    [InlineData(15, 30)]
    [InlineData(16, 32)]
    [InlineData(300, 600)]
    public void DecodeTimeoutFor_StallTimeout_IsTwiceItAndAtLeastTheDefault(double stallTimeout_s, double expected_s) =>
        Assert.Equal(TimeSpan.FromSeconds(expected_s), CameraFactory.DecodeTimeoutFor(TimeSpan.FromSeconds(stallTimeout_s)));
}
