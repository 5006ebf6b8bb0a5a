using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Roots;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Inference.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Roots;

/// <summary>3DMPPE's RootNet (facts: model contracts §2).</summary>
public sealed class RootNetFamilyTests
{
    private static readonly InputSpec Input = new(256, 256, ColorOrder.Rgb, 1, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f], InputFit.IndexCrop, 0, 1.25f);

    // Facts: the authors' demo at f = 1500: box, depth, and the k and gamma that its formulas give.
    [Theory]
    [InlineData(139.41f, 102.25f, 222.39f, 241.57f, 11.251f, 9976, 1.128f)]
    [InlineData(287.17f, 61.52f, 74.88f, 165.61f, 15.523f, 14580, 1.065f)]
    [InlineData(540.04f, 48.81f, 99.96f, 223.36f, 11.831f, 10793, 1.096f)]
    [InlineData(372.58f, 170.84f, 266.63f, 217.19f, 8.853f, 9035, 0.980f)]
    [InlineData(0.5f, 43.74f, 90.1f, 220.09f, 12.573f, 10954, 1.148f)]
    public void Decode_PeopleOfTheDemo_AreAsFarAsTheirGammaSays(float x, float y, float w, float h, float depth_m, int k_mm, float gamma)
    {
        const float Focal = 1500;
        var crop = InputTransform.Crop(Input, new BoundingBox(x, y, x + w, y + h));
        var scale = MathF.Sqrt(crop.ToFrameMatrix.GetDeterminant());
        Assert.Equal(k_mm, Focal * 2000 / (scale * 256), 0.6f);
        Assert.Equal(gamma, depth_m * 1000 / k_mm, 6e-4f);

        // The network is told k of a focal length of one pixel of the input, and gives gamma times that.
        var decoder = Bind();
        Assert.Equal(7.8125f, decoder.ScaleInput);
        var root = decoder.Decode(new TensorOutputs(([1, 3], new[] { 32f, 32f, gamma * 7.8125f })), 0);
        Assert.Equal(new Vector2(128.5f), root.Pixel);
        Assert.Equal(depth_m, Focal * root.MetresPerPixel / scale, 1e-3f * depth_m);

        var same = BindGamma().Decode(new TensorOutputs(([1, 2], new[] { 32f, 32f }), ([1, 1], new[] { gamma })), 0);
        Assert.Equal(root.Pixel, same.Pixel);
        Assert.Equal(root.MetresPerPixel, same.MetresPerPixel, 1e-6f);
    }

    [Theory]
    [InlineData(0.59f, false)]
    [InlineData(0.61f, true)]
    [InlineData(1.59f, true)]
    [InlineData(1.61f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    [InlineData(-1, false)]
    [InlineData(1e4f, false)]
    public void Decode_GammaOfNobody_IsNoNumber(float gamma, bool isKnown)
    {
        var root = Bind().Decode(new TensorOutputs(([1, 3], new[] { 10f, 50f, gamma * 7.8125f })), 0);
        Assert.Equal(isKnown, float.IsFinite(root.MetresPerPixel));
        Assert.Equal(new Vector2(40.5f, 200.5f), root.Pixel);
        var same = BindGamma().Decode(new TensorOutputs(([1, 2], new[] { 10f, 50f }), ([1, 1], new[] { gamma })), 0);
        Assert.Equal(isKnown, float.IsFinite(same.MetresPerPixel));
    }

    [Theory]
    [InlineData(-1, 30)]
    [InlineData(30, 64)]
    [InlineData(float.NaN, 30)]
    public void Decode_PlaceOutsideTheMap_IsNoNumber(float x, float y)
    {
        var root = Bind().Decode(new TensorOutputs(([1, 3], new[] { x, y, 7.8f })), 0);
        Assert.False(float.IsFinite(root.Pixel.X) || float.IsFinite(root.MetresPerPixel));
    }

    [Fact]
    public void Decode_SecondItem_IsItsOwn()
    {
        var root = Bind(("gamma_max", 3)).Decode(new TensorOutputs(([2, 3], new[] { 1f, 2, 3, 0, 63, 2 * 7.8125f })), 1);
        Assert.Equal(new RootEstimate(new Vector2(0.5f, 252.5f), 2 * 2f / 256), root);
    }

    [Fact]
    public void Bind_WrongOutputsOrConstants_AreRefused()
    {
        Assert.Contains("expected Float32[?,3]", Assert.Throws<ModelContractException>(
            () => new RootNetFamily().Bind(Manifest(), [new TensorInfo("root", TensorElementType.Float32, [1, 4])])).Message, StringComparison.Ordinal);
        Assert.Contains("knows no decode.gama_max; it knows cells, gamma_max, gamma_min", Assert.Throws<ModelContractException>(
            () => Bind(("gama_max", 3))).Message, StringComparison.Ordinal);
        Assert.Contains("expected Float32[?,1]", Assert.Throws<ModelContractException>(() => new RootNetGammaFamily().Bind(
            Manifest(), [new TensorInfo("position", TensorElementType.Float32, [1, 2]), new TensorInfo("gamma", TensorElementType.Float32, [1])])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ManyTimes_AllocatesNothing()
    {
        var decoder = Bind();
        var outputs = new TensorOutputs(([1, 3], new[] { 32f, 32f, 7.8f }));
        for (var i = 0; i < 100; i++)
        {
            decoder.Decode(outputs, 0);
        }

        Assert.Equal(0, Allocation.Of(() => decoder.Decode(outputs, 0), 100));
    }

    private static IRootDecoder Bind(params (string Name, double Value)[] constants) =>
        new RootNetFamily().Bind(Manifest(constants), [new TensorInfo("root", TensorElementType.Float32, [-1, 3])]);

    private static IRootDecoder BindGamma() => new RootNetGammaFamily().Bind(
        Manifest(), [new TensorInfo("position", TensorElementType.Float32, [-1, 2]), new TensorInfo("gamma", TensorElementType.Float32, [-1, 1])]);

    private static ModelManifest Manifest(params (string Name, double Value)[] constants) =>
        TestModels.Manifest("rootnet", ModelTask.Root, "3dmppe-rootnet", Input) with { Decode = constants.ToDictionary(constant => constant.Name, constant => constant.Value) };
}
