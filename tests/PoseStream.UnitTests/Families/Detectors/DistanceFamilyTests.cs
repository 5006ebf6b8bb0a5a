using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Geometry;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Detectors;

/// <summary>Networks that say how far a cell is from a box's edges: NanoDet and RTMDet's raw heads (facts: model contracts §6.3).</summary>
public sealed class DistanceFamilyTests
{
    private static readonly int[] Strides = [8, 16, 32];
    private static readonly BoundingBox Person = new(40.5f, 33, 93, 121.25f);

    [Theory]
    [InlineData(416, 416, 8, 80)]
    [InlineData(320, 192, 8, 80)]
    [InlineData(416, 416, 17, 1)]
    public void NanoDet_PersonAtEachStride_ComesBack(int width, int height, int bins, int classes)
    {
        for (var level = 0; level < 3; level++)
        {
            var network = NanoDet(width, height, bins, classes);
            var (stride, columns) = (Strides[level], width / Strides[level]);
            var (column, row) = ((int)(Person.Center.X / stride), (int)(Person.Center.Y / stride));
            var cell = (row * columns) + column;
            var center = new Vector2(column + 0.5f, row + 0.5f) * stride;
            float[] distances = [center.X - Person.X1, center.Y - Person.Y1, Person.X2 - center.X, Person.Y2 - center.Y];
            if (distances.Any(distance => distance / stride > bins - 1))
            {
                continue;
            }

            network.Of(level)[cell * classes] = 0.7f;
            for (var side = 0; side < 4; side++)
            {
                WriteExpectation(network.Of(3 + level).AsSpan(((cell * 4) + side) * bins, bins), distances[side] / stride);
            }

            AssertBox(Assert.Single(network.Detect()), Person, 0.7f);
        }
    }

    [Fact]
    public void NanoDet_CellsOfItsInput_AreAllRead() =>
        Assert.Equal(3549, NanoDet(416, 416, 8, 80).Infos.Take(3).Sum(info => info.Dimensions[1]));

    [Fact]
    public void NanoDet_SidesThatAreNoFourths_AreRefused()
    {
        var network = new FamilyCase(
            new NanoDetFamily(), 64, 64, [.. Strides.Select(s => Floats(1, 64 / s * (64 / s), 80)), .. Strides.Select(s => Floats(1, 64 / s * (64 / s), 30))]);
        Assert.Contains("four times 2 to 32 bins", Assert.Throws<ModelContractException>(network.Bind).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(416, 416, 8, 80, 3598)]
    [InlineData(320, 320, 8, 80, 2125)]
    [InlineData(320, 192, 17, 1, 1275)]
    public void NanoDetPlus_PersonAtEachStride_ComesBack(int width, int height, int bins, int classes, int cells)
    {
        int[] strides = [.. Strides, 64];
        var first = 0;
        foreach (var stride in strides)
        {
            var network = new FamilyCase(new NanoDetPlusFamily(), width, height, Floats(2, cells, classes + (4 * bins))).With("bins", bins);
            var columns = (width + stride - 1) / stride;
            var (column, row) = ((int)(Person.Center.X / stride), (int)(Person.Center.Y / stride));
            var cell = first + (row * columns) + column;
            first += columns * ((height + stride - 1) / stride);
            var corner = new Vector2(column, row) * stride;
            float[] distances = [corner.X - Person.X1, corner.Y - Person.Y1, Person.X2 - corner.X, Person.Y2 - corner.Y];
            if (distances.Any(distance => distance / stride > bins - 1))
            {
                continue;
            }

            var values = network.Of(0).AsSpan((cells + cell) * (classes + (4 * bins)), classes + (4 * bins));
            values[0] = 0.7f;
            for (var side = 0; side < 4; side++)
            {
                WriteExpectation(values.Slice(classes + (side * bins), bins), distances[side] / stride);
            }

            Assert.Empty(network.Detect(0));
            AssertBox(Assert.Single(network.Detect(1)), Person, 0.7f);
        }

        Assert.Equal(cells, first);
    }

    [Theory]
    [InlineData(320, 320)]
    [InlineData(640, 384)]
    public void RtmDetRaw_PersonAtEachStride_ComesBack(int width, int height)
    {
        for (var level = 0; level < 3; level++)
        {
            var network = new FamilyCase(
                new RtmDetRawFamily(),
                width,
                height,
                [.. Strides.Select(s => Floats(1, 2, height / s, width / s)), .. Strides.Select(s => Floats(1, 4, height / s, width / s))]);
            network.Fill(-20);
            var (stride, cells) = (Strides[level], width / Strides[level] * (height / Strides[level]));
            var (column, row) = ((int)(Person.Center.X / stride), (int)(Person.Center.Y / stride));
            var cell = (row * (width / stride)) + column;
            var point = new Vector2(column, row) * stride;
            network.Of(level)[cell] = MathF.Log(0.7f / 0.3f);
            network.Of(level)[cells + cell + 1] = 5;
            float[] distances = [point.X - Person.X1, point.Y - Person.Y1, Person.X2 - point.X, Person.Y2 - point.Y];
            for (var side = 0; side < 4; side++)
            {
                network.Of(3 + level)[(side * cells) + cell] = distances[side];
            }

            AssertBox(Assert.Single(network.Detect()), Person, 0.7f);
        }
    }

    private static FamilyCase NanoDet(int width, int height, int bins, int classes) => new(
        new NanoDetFamily(),
        width,
        height,
        [
            .. Strides.Select(s => Floats(1, width / s * (height / s), classes)),
            .. Strides.Select(s => Floats(1, width / s * (height / s), 4 * bins)),
        ]);

    /// <summary>Two neighbouring bins whose softmax has this mean, the others as good as nothing.</summary>
    private static void WriteExpectation(Span<float> logits, float mean)
    {
        logits.Fill(-60);
        var below = (int)mean;
        logits[below] = MathF.Log(1 - (mean - below));
        if (mean > below)
        {
            logits[below + 1] = MathF.Log(mean - below);
        }
    }
}
