using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Skeletons;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Estimators;

/// <summary>HEMlets and RTMW3D (facts: model contracts §7, §8).</summary>
public sealed class DepthFamilyTests
{
    [Theory]
    [InlineData(256, 1)]
    [InlineData(192, 0.8f)]
    public void Hemlets_JointsAnywhere_ComeBack(int size, float range_m)
    {
        var network = new FamilyCase(new HemletsFamily(), size, size, Floats(2, 18, 3)).With("depth_range", range_m);
        network.Fill(float.NaN);
        var random = new Random(1);
        var cells = Enumerable.Range(0, 18).Select(_ => new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()) * 63).ToArray();
        for (var j = 0; j < 18; j++)
        {
            ((cells[j] / 63) - new Vector3(0.5f)).CopyTo(network.Of(0).AsSpan((18 + j) * 3));
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        for (var j = 0; j < 18; j++)
        {
            Assert.Equal((cells[j].X / 63 * size) + 0.5f, pose.Joints[j].Pixel.X, 1e-3f);
            Assert.Equal((cells[j].Y / 63 * size) + 0.5f, pose.Joints[j].Pixel.Y, 1e-3f);
            Assert.Equal(((cells[j].Z / 63) - 0.5f) * 2 * range_m, pose.Joints[j].RootRelative_m.Z, 1e-5f);
            Assert.True(pose.Joints[j].HasDepthOnly);
        }
    }

    [Fact]
    public void Hemlets_EndsOfTheCrop_AreThere_BeyondThemIsNobody()
    {
        var network = new FamilyCase(new HemletsFamily(), 256, 256, Floats(1, 18, 3)).With("flip_test", 1);
        network.Fill(0.5f);
        Assert.Equal(new Vector2(256.5f), network.Estimate().Joints[0].Pixel);
        Assert.Equal(1, network.Estimate().Joints[0].RootRelative_m.Z, 1e-6f);
        network.Of(0)[2] = 0.51f;
        Assert.False(network.Estimate().Joints[0].IsPresent);

        // The authors bring x back to 256 - x - 1: half a pixel more on either side is 256.
        Assert.Equal(256f, ((IPoseDecoder)network.Bind()).MirrorWidth);
    }

    [Theory]
    [InlineData(288, 384, 2, 144, 2.1744869)]
    [InlineData(192, 256, 2, 96, 1.5)]
    [InlineData(192, 256, 1, 128, 2)]
    public void Rtmw3d_PeaksAnywhere_ComeBack(int width, int height, int split, int half, double range_m)
    {
        var network = new FamilyCase(
            new Rtmw3dFamily(), width, height, "wholebody133", Floats(2, 133, width * split), Floats(2, 133, height * split), Floats(2, 133, 2 * half * split))
            .With("split_ratio", split).With("z_half_bins", half).With("z_range", range_m);
        var random = new Random(9);
        var peaks = Enumerable.Range(0, 133).Select(_ => (X: random.Next(width * split), Y: random.Next(height * split), Z: random.Next(2 * half * split))).ToArray();
        for (var j = 0; j < 133; j++)
        {
            network.Of(0)[((133 + j) * width * split) + peaks[j].X] = 0.9f;
            network.Of(1)[((133 + j) * height * split) + peaks[j].Y] = 0.6f;
            network.Of(2)[((133 + j) * 2 * half * split) + peaks[j].Z] = 0.1f;
        }

        Assert.Equal(0, network.Estimate(0).Score);
        var pose = network.Estimate(1);
        for (var j = 0; j < 133; j++)
        {
            Assert.Equal(((float)peaks[j].X / split) + 0.5f, pose.Joints[j].Pixel.X, 1e-3f);
            Assert.Equal(((float)peaks[j].Y / split) + 0.5f, pose.Joints[j].Pixel.Y, 1e-3f);
            Assert.Equal((((float)peaks[j].Z / split / half) - 1) * range_m, pose.Joints[j].RootRelative_m.Z, 1e-5);
            Assert.Equal(0.6f, pose.Joints[j].Confidence, 1e-6f);
        }
    }

    // Trap T15: what divides by half of the height reaches only three quarters of the range.
    [Fact]
    public void Rtmw3d_ConstantsOfTheFacts_AreTheDefaults()
    {
        var network = new FamilyCase(new Rtmw3dFamily(), 288, 384, "wholebody133", Floats(1, 133, 576), Floats(1, 133, 768), Floats(1, 133, 576));
        network.Of(0)[10] = network.Of(1)[10] = 1;
        Assert.Equal(-2.1744869f, network.Estimate().Joints[0].RootRelative_m.Z, 1e-6f);
        network.Of(2)[288] = 1;
        Assert.Equal(0, network.Estimate().Joints[0].RootRelative_m.Z, 1e-6f);
        network.Of(2)[575] = 2;
        Assert.Equal((287.5f / 144 - 1) * 2.1744869f, network.Estimate().Joints[0].RootRelative_m.Z, 1e-6f);
        Assert.Contains("expected Float32[?,133,576]", network.Refused(2, 1, 133, 768).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rtmw3d_NeedsItsJointSet()
    {
        var network = new FamilyCase(new Rtmw3dFamily(), 288, 384, "coco17", Floats(1, 133, 576), Floats(1, 133, 768), Floats(1, 133, 576));
        Assert.Contains("has 133 joints, expected 17", Assert.Throws<ModelContractException>(network.Bind).Message, StringComparison.Ordinal);
        Assert.Equal(133, WholeBody133.Skeleton.Count);
    }
}
