using PoseStream.Core.Families;
using PoseStream.Inference.Models;
using Xunit;

namespace PoseStream.UnitTests.Inference.Models;

public sealed class FlipTestTests
{
    // Four columns, two rows; channel c of column x and row y is 100 c + 10 y + x.
    [Theory]
    [InlineData(TensorLayout.Nchw)]
    [InlineData(TensorLayout.Chw)]
    [InlineData(TensorLayout.Nhwc)]
    public void Mirror_EachLayout_TurnsRowsAroundAndKeepsChannels(TensorLayout layout)
    {
        var input = new float[4 * 2 * 3];
        foreach (var (c, y, x) in Places())
        {
            input[At(c, y, x)] = (100 * c) + (10 * y) + x;
        }

        FlipTest.Mirror(input, 4, layout);

        Assert.All(Places(), place => Assert.Equal((100 * place.C) + (10 * place.Y) + 3 - place.X, input[At(place.C, place.Y, place.X)]));

        int At(int c, int y, int x) => layout is TensorLayout.Nhwc ? (((y * 4) + x) * 3) + c : (((c * 2) + y) * 4) + x;
    }

    private static IEnumerable<(int C, int Y, int X)> Places() =>
        from c in Enumerable.Range(0, 3) from y in Enumerable.Range(0, 2) from x in Enumerable.Range(0, 4) select (c, y, x);
}
