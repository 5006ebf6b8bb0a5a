using System.Numerics;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Estimators;

/// <summary>3DMPPE's PoseNet in both exports: what is written as its training writes it must come back (facts: model contracts §3).</summary>
public sealed class PoseNetFamilyTests
{
    [Theory]
    [InlineData("h36m18", 256, 64, 1)]
    [InlineData("muco21", 256, 64, 1)]
    [InlineData("muco21", 384, 96, 1.5f)]
    public void Coords_JointsAnywhere_ComeBack(string skeleton, int size, int cells, float range_m)
    {
        var joints = SkeletonCatalog.All.Single(known => known.Name == skeleton).Count;
        var network = new FamilyCase(new PoseNetFamily(), size, size, skeleton, Floats(2, joints, 3)).With("cells", cells).With("depth_range", range_m);
        var random = new Random(3);
        var cellsOf = Enumerable.Range(0, joints).Select(_ => new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()) * (cells - 1)).ToArray();
        network.Fill(-1);
        for (var j = 0; j < joints; j++)
        {
            cellsOf[j].CopyTo(network.Of(0).AsSpan((joints + j) * 3));
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        Assert.Equal(1, pose.Score);
        for (var j = 0; j < joints; j++)
        {
            // Facts: hm to crop x 256 / 64; pixels count from the middle of the first. (z / 64 · 2 - 1) · 1000 mm.
            Assert.Equal((cellsOf[j].X * size / cells) + 0.5f, pose.Joints[j].Pixel.X, 1e-3f);
            Assert.Equal((cellsOf[j].Y * size / cells) + 0.5f, pose.Joints[j].Pixel.Y, 1e-3f);
            Assert.Equal(((cellsOf[j].Z / cells * 2) - 1) * range_m, pose.Joints[j].RootRelative_m.Z, 1e-5f);
            Assert.False(pose.Joints[j].HasMetric);
            Assert.True(pose.Joints[j].HasDepthOnly);
        }
    }

    // Facts: the range is -1000 to +968.75 mm about the root.
    [Theory]
    [InlineData(0, -1)]
    [InlineData(63, 0.96875f)]
    public void Coords_FirstAndLastCell_AreTheEndsOfTheRange(float cell, float depth_m)
    {
        var network = new FamilyCase(new PoseNetFamily(), 256, 256, "h36m18", Floats(1, 18, 3));
        network.Fill(cell);
        var joint = network.Estimate().Joints[0];
        Assert.Equal(new Vector2((4 * cell) + 0.5f), joint.Pixel);
        Assert.Equal(depth_m, joint.RootRelative_m.Z, 1e-6f);
    }

    [Fact]
    public void Coords_JointThatIsNoNumberOrOutsideTheMap_IsAbsent_OthersStay()
    {
        var network = new FamilyCase(new PoseNetFamily(), 256, 256, "h36m18", Floats(1, 18, 3));
        network.Fill(30);
        network.Of(0)[0] = float.NaN;
        network.Of(0)[5] = 64;
        network.Of(0)[7] = -0.5f;
        Assert.Equal([3, 4, 5], Enumerable.Range(0, 6).Where(j => network.Estimate().Joints[j].IsPresent));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, 253f)]
    public void MirrorWidth_FlipTest_IsThatOfTheAuthors(bool flipTest, float? expected)
    {
        // Cell x of the mirrored crop is 64 - x - 1: pixels 4 x + 0.5 and 4 (63 - x) + 0.5 add up to 253.
        var network = new FamilyCase(new PoseNetFamily(), 256, 256, "h36m18", Floats(1, 18, 3)).With("flip_test", flipTest ? 1 : 0);
        Assert.Equal(expected, ((IPoseDecoder)network.Bind()).MirrorWidth);
        var volume = new FamilyCase(new PoseNetVolumeFamily(), 256, 256, "h36m18", Floats(1, 18 * 64, 64, 64)).With("flip_test", flipTest ? 1 : 0);
        Assert.Equal(expected, ((IPoseDecoder)volume.Bind()).MirrorWidth);
    }

    // 20 columns and 13 rows: no whole number of vectors.
    [Theory]
    [InlineData("h36m18", 64, 16, 16, 16, 1.2f)]
    [InlineData("muco21", 80, 13, 20, 11, 0.9f)]
    [InlineData("muco21", 64, 32, 32, 24, 2.2f)]
    public void Volume_GaussianAnywhere_ComesBackWithItsSpread(string skeleton, int width, int rows, int columns, int layers, float sigma)
    {
        var joints = SkeletonCatalog.All.Single(known => known.Name == skeleton).Count;
        var network = new FamilyCase(new PoseNetVolumeFamily(), width, width, skeleton, Floats(2, joints * layers, rows, columns));
        network.Fill(7);
        var random = new Random(5);
        var margin = new Vector3(4 * sigma);
        var size = new Vector3(columns - 1, rows - 1, layers - 1);
        var places = Enumerable.Range(0, joints).Select(_ => Vector3.Min(margin, size / 2)
            + (Vector3.Max(Vector3.Zero, size - (2 * margin)) * new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()))).ToArray();
        for (var j = 0; j < joints; j++)
        {
            Draw(network.Of(0).AsSpan((joints + j) * layers * rows * columns, layers * rows * columns), rows, columns, places[j], sigma);
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        var (stepX, stepY) = ((float)width / columns, (float)width / rows);
        for (var j = 0; j < joints; j++)
        {
            var joint = pose.Joints[j];
            Assert.Equal((places[j].X * stepX) + 0.5f, joint.Pixel.X, 0.02f * stepX);
            Assert.Equal((places[j].Y * stepY) + 0.5f, joint.Pixel.Y, 0.02f * stepY);
            Assert.Equal((places[j].Z / layers * 2) - 1, joint.RootRelative_m.Z, 0.02f * 2 / layers);
            Assert.Equal(sigma * MathF.Sqrt(((stepX * stepX) + (stepY * stepY)) / 2), joint.PixelSigma, 0.03f * sigma * stepX);
            Assert.Equal(sigma / layers * 2, joint.DepthSigma_m, 0.03f * sigma / layers * 2);
            Assert.Equal(1 - (sigma / (Math.Min(columns, Math.Min(rows, layers)) / MathF.Sqrt(12))), joint.Confidence, 0.02f);
        }
    }

    [Fact]
    public void Volume_OneCellInACornerAmongNothing_IsCertain()
    {
        var network = new FamilyCase(new PoseNetVolumeFamily(), 64, 64, "h36m18", Floats(1, 18 * 16, 16, 16));
        network.Fill(-200);
        network.Of(0)[0] = 0;
        network.Of(0)[(2 * 16 * 16 * 16) - 1] = 0;
        network.Of(0)[2 * 16 * 16 * 16] = float.NaN;
        var joints = network.Estimate().Joints;
        Assert.Equal(new JointEstimate(new Vector2(0.5f), new Vector3(float.NaN, float.NaN, -1), 1, 1, 0, 0), joints[0]);
        Assert.Equal(new Vector2(60.5f), joints[1].Pixel);
        Assert.False(joints[2].IsPresent);
        Assert.False(joints[3].IsPresent);
    }

    [Theory]
    [InlineData(19 * 64)]
    [InlineData(18)]
    public void Volume_NoWholeNumberOfLayers_IsRefused(long channels) => Assert.Contains(
        "a whole number of layers for each of the 18 joints",
        new FamilyCase(new PoseNetVolumeFamily(), 256, 256, "h36m18", Floats(1, 18 * 64, 64, 64)).Refused(0, 1, channels, 64, 64).Message,
        StringComparison.Ordinal);

    private static void Draw(Span<float> volume, int rows, int columns, Vector3 place, float sigma)
    {
        for (var i = 0; i < volume.Length; i++)
        {
            var cell = new Vector3(i % columns, i / columns % rows, i / columns / rows);
            volume[i] = 12 - (Vector3.DistanceSquared(cell, place) / (2 * sigma * sigma));
        }
    }
}
