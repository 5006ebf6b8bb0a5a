using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Estimators;

/// <summary>Heat maps, SimCC and MoveNet: what is drawn as a network's training would draw it must come back (facts: model contracts §7).</summary>
public sealed class HeatmapFamilyTests
{
    private const float Sigma = 2;

    // The quarter is right within a quarter of a cell; DARK within the error of a float's second derivative.
    [Theory]
    [InlineData(192, 256, 4, 0, 0, 1.01f)]
    [InlineData(288, 384, 4, 0, 0, 1.01f)]
    [InlineData(192, 256, 4, 0, 11, 0.05f)]
    [InlineData(192, 256, 4, 1, 11, 0.05f)]
    [InlineData(256, 256, 2, 0, 17, 0.05f)]
    public void Heatmap_GaussianAnywhere_ComesBack(int width, int height, int stride, int udp, int darkKernel, float tolerance_px)
    {
        var (columns, rows) = (width / stride, height / stride);
        var network = new FamilyCase(new HeatmapFamily(), width, height, "coco17", Floats(2, 17, rows, columns)).With("udp", udp).With("dark_kernel", darkKernel);
        var step = udp == 1 ? new Vector2((width - 1f) / (columns - 1), (height - 1f) / (rows - 1)) : new Vector2(stride);
        var random = new Random(7);
        var places = Enumerable.Range(0, 17)
            .Select(_ => new Vector2(40 + ((float)random.NextDouble() * (width - 80)), 40 + ((float)random.NextDouble() * (height - 80))))
            .ToArray();
        for (var j = 0; j < 17; j++)
        {
            Draw(network.Of(0).AsSpan((17 + j) * rows * columns, rows * columns), columns, (places[j] - new Vector2(0.5f)) / step, 0.8f);
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        for (var j = 0; j < 17; j++)
        {
            var joint = pose.Joints[j];
            Assert.True(MathF.Abs(joint.Pixel.X - places[j].X) <= tolerance_px && MathF.Abs(joint.Pixel.Y - places[j].Y) <= tolerance_px, $"{places[j]} and {joint.Pixel}");
            Assert.InRange(joint.Confidence, 0.7f, 0.8f);
            Assert.False(joint.HasMetric);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Heatmap_PeakInTheCorner_IsTheCornersCell(int darkKernel)
    {
        var network = new FamilyCase(new HeatmapFamily(), 192, 256, "coco17", Floats(1, 17, 64, 48)).With("dark_kernel", darkKernel);
        network.Of(0)[0] = 0.9f;
        network.Of(0)[(64 * 48 * 2) - 1] = 0.9f;
        var joints = network.Estimate().Joints;
        Assert.Equal(new Vector2(0.5f, 0.5f), joints[0].Pixel);
        Assert.Equal(new Vector2(188.5f, 252.5f), joints[1].Pixel);
        Assert.False(joints[2].IsPresent);
    }

    [Fact]
    public void Heatmap_NeighbourThatIsNoNumber_StillGivesTheCell()
    {
        var network = new FamilyCase(new HeatmapFamily(), 192, 256, "coco17", Floats(1, 17, 64, 48));
        network.Of(0)[(10 * 48) + 10] = 0.9f;
        network.Of(0)[(10 * 48) + 11] = float.NaN;
        Assert.Equal(new Vector2(40.5f, 40.5f), network.Estimate().Joints[0].Pixel);
    }

    // Input 12 x 12 and maps of 5 x 7: no whole number of vectors, so that the last cells are looked at one by one.
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(34)]
    public void Heatmap_HighestCellAnywhere_IsFoundAmongCellsThatAreNoNumber(int cell)
    {
        var network = new FamilyCase(new HeatmapFamily(), 12, 12, "coco17", Floats(1, 17, 7, 5)).With("udp", 1);
        for (var i = 0; i < 35; i++)
        {
            network.Of(0)[i] = i % 2 == cell % 2 ? 0.1f : float.NaN;
        }

        network.Of(0)[cell] = 0.9f;
        var pixel = network.Estimate().Joints[0].Pixel;
        Assert.Equal((cell % 5) * 11f / 4, pixel.X - 0.5f, 11 / 16f + 1e-3f);
        Assert.Equal((cell / 5) * 11f / 6, pixel.Y - 0.5f, 11 / 24f + 1e-3f);
    }

    // A mirrored picture's pixel x is the picture's width - x.
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 192f)]
    public void MirrorWidth_FlipTest_IsThatOfTheCrop(int flipTest, float? expected)
    {
        FamilyCase[] networks =
        [
            new(new HeatmapFamily(), 192, 256, "coco17", Floats(1, 17, 64, 48)),
            new(new SimccFamily(), 192, 256, "coco17", Floats(1, 17, 384), Floats(1, 17, 512)),
            new(new Rtmw3dFamily(), 192, 256, "wholebody133", Floats(1, 133, 384), Floats(1, 133, 512), Floats(1, 133, 576)),
        ];
        Assert.All(networks, network => Assert.Equal(expected, ((IPoseDecoder)network.With("flip_test", flipTest).Bind()).MirrorWidth));
    }

    [Theory]
    [InlineData(17, 65, 48, 2, "decode.dark_kernel is 2, must be 0 or odd")]
    [InlineData(18, 64, 48, 0, "has 18 joints, expected 17")]
    [InlineData(17, 1, 48, 0, "expected maps of a fixed size")]
    [InlineData(17, 64, 400, 0, "expected maps of a fixed size")]
    public void Heatmap_ThatDoesNotFit_IsRefused(int joints, int rows, int columns, int darkKernel, string expected)
    {
        var network = new FamilyCase(new HeatmapFamily(), 192, 256, "coco17", Floats(1, joints, rows, columns)).With("dark_kernel", darkKernel);
        Assert.Contains(expected, Assert.Throws<ModelContractException>(network.Bind).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(192, 256, 2, "coco17", 17)]
    [InlineData(288, 384, 2, "halpe26", 26)]
    [InlineData(192, 256, 1, "coco23", 23)]
    public void Simcc_PeakOfEachAxis_ComesBack(int width, int height, int split, string skeleton, int joints)
    {
        var network = new FamilyCase(new SimccFamily(), width, height, skeleton, Floats(2, joints, width * split), Floats(2, joints, height * split)).With("split_ratio", split);
        for (var j = 0; j < joints; j++)
        {
            network.Of(0)[((joints + j) * width * split) + (7 * j) + 3] = 0.9f;
            network.Of(1)[((joints + j) * height * split) + (9 * j) + 4] = 0.6f;
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        Assert.Equal(0.6f, pose.Score, 1e-5f);
        for (var j = 0; j < joints; j++)
        {
            Assert.Equal(new Vector2((((7 * j) + 3f) / split) + 0.5f, (((9 * j) + 4f) / split) + 0.5f), pose.Joints[j].Pixel);
            Assert.False(pose.Joints[j].HasMetric);
        }
    }

    [Fact]
    public void Simcc_OneAxisWithoutAPeak_IsAbsent()
    {
        var network = new FamilyCase(new SimccFamily(), 192, 256, "coco17", Floats(1, 17, 384), Floats(1, 17, 512));
        network.Of(0)[10] = 0.9f;
        Assert.False(network.Estimate().Joints[0].IsPresent);
    }

    [Fact]
    public void Simcc_OtherSplitThanTheFiles_IsRefused()
    {
        var network = new FamilyCase(new SimccFamily(), 192, 256, "coco17", Floats(1, 17, 384), Floats(1, 17, 512)).With("split_ratio", 3);
        Assert.Contains("expected Float32[?,17,576]", Assert.Throws<ModelContractException>(network.Bind).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoveNet_Keypoints_ComeBackInPixels()
    {
        var network = new FamilyCase(new MoveNetFamily(), 192, 256, Floats(1, 1, 17, 3));
        float[] values = [0.25f, 0.5f, 0.8f, 0.5f, 0.25f, 0.1f];
        values.CopyTo(network.Of(0), 0);
        var pose = network.Estimate();
        Assert.Equal(new Vector2(96, 64), pose.Joints[0].Pixel);
        Assert.Equal(0.8f, pose.Score, 1e-6f);
        Assert.False(pose.Joints[1].IsPresent);
    }

    private static void Draw(Span<float> map, int columns, Vector2 place, float height)
    {
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = height * MathF.Exp(-Vector2.DistanceSquared(new Vector2(i % columns, i / columns), place) / (2 * Sigma * Sigma));
        }
    }
}
