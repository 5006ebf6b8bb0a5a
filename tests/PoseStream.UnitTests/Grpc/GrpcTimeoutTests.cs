using PoseStream.Grpc.Wire;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class GrpcTimeoutTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("250m", 250)]
    [InlineData("1500u", 1.5)]
    [InlineData("100000n", 0.1)]
    [InlineData("0m", 0)]
    public void TryParse_EachUnit_GivesTheTime(string text, double milliseconds)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(milliseconds, timeout.TotalMilliseconds, 4);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("2147484S")]
    public void TryParse_MoreThanTimersTake_IsNoDeadline(string text)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(Timeout.InfiniteTimeSpan, timeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void TryParse_Malformed_IsRefused(string text) => Assert.False(GrpcTimeout.TryParse(text, out _));

    [Theory]
    [InlineData(0.2, "1m")]
    [InlineData(1500, "1500m")]
    [InlineData(200_000_000, "200000S")]
    [InlineData(-3, "0m")]
    public void Format_AnyLength_FitsEightDigits(double milliseconds, string text) =>
        Assert.Equal(text, GrpcTimeout.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Limit_AnyWish_IsWhatTimersTake()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), GrpcTimeout.Limit(TimeSpan.FromSeconds(5)));
        Assert.Equal(GrpcTimeout.Longest, GrpcTimeout.Limit(TimeSpan.MaxValue));
        Assert.Equal(TimeSpan.Zero, GrpcTimeout.Limit(TimeSpan.FromMilliseconds(-1)));
    }
}
