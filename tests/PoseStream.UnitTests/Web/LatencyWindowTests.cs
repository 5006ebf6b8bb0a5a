using PoseStream.Daemon.Web;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Web;

public sealed class LatencyWindowTests
{
    private readonly LatencyWindow _window = new();

    [Fact]
    public void Read_BeforeTheFirst_IsNull() => Assert.Null(_window.Read());

    [Fact]
    public void Read_OneToHundred_GivesThePercentiles()
    {
        foreach (var latency in Enumerable.Range(1, 100).Reverse())
        {
            _window.Add(latency);
        }

        Assert.Equal((50, 95, 99), _window.Read());
    }

    [Fact]
    public void Read_ManyMore_ForgetsTheOld()
    {
        for (var i = 0; i < 1000; i++)
        {
            _window.Add(i < 500 ? 9999 : 7);
        }

        Assert.Equal((7, 7, 7), _window.Read());
    }

    [Fact]
    public void Add_AllocatesNothing()
    {
        _window.Add(1);
        var next = 0;
        Assert.Equal(0, Allocation.Of(() => _window.Add(next++), 1000));
    }
}
