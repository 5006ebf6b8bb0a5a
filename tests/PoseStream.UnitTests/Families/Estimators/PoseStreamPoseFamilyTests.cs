using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Estimators;

public sealed class PoseStreamPoseFamilyTests
{
    private const int Joints = 26;
    private const int Rows = 32;
    private const int Columns = 24;
    private const int Bins = 64;
    private const float Cell = 4;

    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int Wrist = Halpe26.Skeleton.IndexOf("left_wrist");

    private static readonly TensorInfo[] Tensors =
    [
        new("heatmaps", TensorElementType.Float32, [-1, Joints, Rows, Columns]),
        new("depths", TensorElementType.Float32, [-1, Joints, Bins]),
        new("presence", TensorElementType.Float32, [-1, Joints, 2]),
        new("log_width", TensorElementType.Float32, [-1, 1]),
    ];

    private readonly float[] _heatmaps = new float[2 * Joints * Rows * Columns];
    private readonly float[] _depths = new float[2 * Joints * Bins];
    private readonly float[] _presence = new float[2 * Joints * 2];
    private readonly float[] _logWidth = new float[2];
    private readonly PoseEstimate _result = new(Joints);

    public PoseStreamPoseFamilyTests() => Array.Fill(_presence, -9);

    [Theory]
    [InlineData(0, 48, 64, 0.3f, 1.2f)]
    [InlineData(1, 13.7f, 101.2f, -0.61f, 2.5f)]
    [InlineData(1, 2, 126, 0.9f, 0.7f)]
    public void Decode_EncodedJoint_ComesBack(int item, float x, float y, float depth_m, float width_m)
    {
        Encode(item, Pelvis, new Vector2(50, 60), 0.05f);
        Encode(item, Wrist, new Vector2(x, y), depth_m);
        _logWidth[item] = MathF.Log(width_m);

        Decode(item);

        var wrist = _result.Joints[Wrist];
        // At the edge of the map half of the bell is cut off.
        var edge = Math.Min(Math.Min(x, 96 - x), Math.Min(y, 128 - y)) < 8;
        Assert.True(Vector2.Distance(new Vector2(x, y), wrist.Pixel) < (edge ? 6 : 0.5f), $"{wrist.Pixel}");
        // What the network says of the pelvis itself does not count: nobody taught it.
        Assert.Equal(depth_m, wrist.RootRelative_m.Z, 0.002f);
        Assert.Equal(0, _result.Joints[Pelvis].RootRelative_m.Z);
        Assert.Equal(width_m / 96, _result.MetresPerPixel, 1e-5f);
        Assert.Equal((wrist.PlacingPixel.X - _result.Joints[Pelvis].PlacingPixel.X) * width_m / 96, wrist.RootRelative_m.X, 1e-4f);
        Assert.True(wrist.Confidence > 0.8f);
        Assert.False(_result.Joints[0].IsPresent);
    }

    [Fact]
    public void Decode_WiderMap_SaysSo()
    {
        Encode(0, Pelvis, new Vector2(48, 64), 0, sigma: 1);
        Encode(0, Wrist, new Vector2(48, 64), 0, sigma: 3);

        Decode(0);

        Assert.Equal(Cell, _result.Joints[Pelvis].PixelSigma, 0.05f);
        Assert.Equal(3 * Cell, _result.Joints[Wrist].PixelSigma, 0.2f);
        Assert.True(_result.Joints[Wrist].Confidence < 0.6f * _result.Joints[Pelvis].Confidence);
        Assert.Equal(0.05f, _result.Joints[Wrist].DepthSigma_m, 0.005f);
    }

    [Fact]
    public void Decode_TwoPlaces_TakesTheHigherAndDoubtsIt()
    {
        Encode(0, Wrist, new Vector2(20, 20), 0);
        AddBell(0, Wrist, new Vector2(80, 100), 0.8f);

        Decode(0);

        var wrist = _result.Joints[Wrist];
        Assert.True(Vector2.Distance(new Vector2(20, 20), wrist.Pixel) < 0.5f);
        Assert.InRange(wrist.Confidence, 0.4f, 0.65f);
        Assert.True(wrist.PixelSigma > 20);
    }

    [Fact]
    public void Decode_TwoPlaces_IsPlacedInSpaceBetweenThem()
    {
        Encode(0, Pelvis, new Vector2(50, 60), 0);
        Encode(0, Wrist, new Vector2(20, 20), 0);
        AddBell(0, Wrist, new Vector2(80, 100), 1);

        Decode(0);

        var wrist = _result.Joints[Wrist];
        Assert.True(Vector2.Distance(new Vector2(50, 60), wrist.MeanPixel!.Value) < 0.5f, $"{wrist.MeanPixel}");
        Assert.Equal(0, wrist.RootRelative_m.X, 0.5f * _result.MetresPerPixel);
        Assert.Equal(0, wrist.RootRelative_m.Y, 0.5f * _result.MetresPerPixel);
    }

    [Fact]
    public void Decode_PelvisOutside_GivesNoMetres()
    {
        Encode(0, Wrist, new Vector2(20, 20), 0);

        Decode(0);

        Assert.True(_result.Joints[Wrist].IsPresent);
        Assert.False(_result.Joints[Wrist].HasMetric);
    }

    [Fact]
    public void Decode_NoNumbers_GivesNobody()
    {
        Array.Fill(_heatmaps, float.NaN);
        Array.Fill(_depths, float.NaN);
        Array.Fill(_presence, 9);

        Decode(0);

        Assert.Equal(0, _result.Score);
        Assert.DoesNotContain(_result.Joints.ToArray(), joint => joint.IsPresent);
    }

    [Fact]
    public void Decode_Repeatedly_AllocatesNothing()
    {
        Encode(0, Pelvis, new Vector2(48, 64), 0);
        var decoder = new PoseStreamPoseFamily().Bind(TestManifest(), Tensors);
        var outputs = Outputs();
        decoder.Decode(outputs, 0, _result);

        Assert.Equal(0, Allocation.Of(() => decoder.Decode(outputs, 0, _result)));
    }

    [Theory]
    [InlineData(0, 17, 32)]
    [InlineData(0, 26, 33)]
    [InlineData(1, 26, 1)]
    [InlineData(1, 26, 300)]
    public void Bind_OtherShape_IsRefused(int role, long joints, long size)
    {
        var tensors = Tensors.ToArray();
        tensors[role] = tensors[role] with { Dimensions = [-1, joints, size, .. tensors[role].Dimensions.Skip(3)] };
        var error = Assert.Throws<ModelContractException>(() => new PoseStreamPoseFamily().Bind(TestManifest(), tensors));
        Assert.Contains("does not fit family 'posestream-pose'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 96f)]
    public void Bind_FlipTest_AsksForTheMirroredCrop(double flipTest, float? width)
    {
        var manifest = TestManifest();
        manifest = manifest with { Decode = new Dictionary<string, double>(manifest.Decode) { ["flip_test"] = flipTest } };
        Assert.Equal(width, new PoseStreamPoseFamily().Bind(manifest, Tensors).MirrorWidth);
    }

    private static ModelManifest TestManifest()
    {
        var manifest = TestModels.Landmarks();
        return manifest with { Family = "posestream-pose", Input = manifest.Input with { Width = 96, Height = 128 } };
    }

    private TensorOutputs Outputs() => new(
        ([2, Joints, Rows, Columns], _heatmaps), ([2, Joints, Bins], _depths), ([2, Joints, 2], _presence), ([2, 1], _logWidth));

    private void Decode(int item) => new PoseStreamPoseFamily().Bind(TestManifest(), Tensors).Decode(Outputs(), item, _result);

    private void Encode(int item, int joint, Vector2 pixel, float depth_m, float sigma = 1)
    {
        var map = _heatmaps.AsSpan(((item * Joints) + joint) * Rows * Columns, Rows * Columns);
        for (var i = 0; i < map.Length; i++)
        {
            var off = (new Vector2((i % Columns) + 0.5f, (i / Columns) + 0.5f) - (pixel / Cell)) / sigma;
            map[i] = -off.LengthSquared() / 2;
        }

        for (var i = 0; i < Bins; i++)
        {
            var off = (((i + 0.5f) * 2.4f / Bins) - 1.2f - depth_m) / 0.05f;
            _depths[(((item * Joints) + joint) * Bins) + i] = -off * off / 2;
        }

        _presence[((item * Joints) + joint) * 2] = 6;
        _presence[(((item * Joints) + joint) * 2) + 1] = 6;
    }

    private void AddBell(int item, int joint, Vector2 pixel, float share)
    {
        var map = _heatmaps.AsSpan(((item * Joints) + joint) * Rows * Columns, Rows * Columns);
        for (var i = 0; i < map.Length; i++)
        {
            var off = new Vector2((i % Columns) + 0.5f, (i / Columns) + 0.5f) - (pixel / Cell);
            map[i] = MathF.Log(MathF.Exp(map[i]) + (share * MathF.Exp(-off.LengthSquared() / 2)) + 1e-30f);
        }
    }
}
