using PoseStream.Core.Kinematics;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

public sealed class RunningMedianTests
{
    [Fact]
    public void Median_OfNothing_IsNone() => Assert.Equal(float.NaN, new RunningMedian(5).Median);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void Add_RandomValues_IsTheMedianOfTheLast(int length)
    {
        var median = new RunningMedian(length);
        var random = new Random(length);
        var all = new List<float>();
        for (var i = 0; i < 300; i++)
        {
            // Equal ones among them.
            all.Add(random.Next(20));
            median.Add(all[^1]);
            var last = all.TakeLast(length).Order().ToArray();
            Assert.Equal((last.Length, last[last.Length / 2]), (median.Count, median.Median));
        }
    }

    [Fact]
    public void Add_Steady_AllocatesNothing()
    {
        var median = new RunningMedian(30);
        median.Add(1);
        var next = 0;
        Assert.Equal(0, Allocation.Of(() => median.Add(next++ % 17), 200));
    }
}
