using PoseStream.Core.Families;
using PoseStream.Core.Families.Reid;
using PoseStream.Core.Tracking;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Reid;

public sealed class ReidEmbeddingFamilyTests
{
    private static readonly InputSpec Input = new(128, 256, ColorOrder.Rgb, 1, [123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f], InputFit.Stretch, 0, 1);

    [Fact]
    public void Decode_SecondItem_IsItsOwnDirection()
    {
        var decoder = Bind([-1, 2]);
        Assert.Equal(new EmbeddingSpace(2, 0.8f, 0.5f), decoder.Space);
        var result = new Embedding(decoder.Space);
        decoder.Decode(new TensorOutputs(([2, 2], new[] { 1f, 1, -6, 8 })), 1, result);
        Assert.Equal([-0.6f, 0.8f], result.Values.ToArray());
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.NegativeInfinity, 1)]
    [InlineData(0, 0)]
    public void Decode_NoDirection_IsNotKnown(float x, float y)
    {
        var decoder = Bind([1, 2]);
        var result = new Embedding(decoder.Space);
        decoder.Decode(new TensorOutputs(([1, 2], new[] { x, y })), 0, result);
        Assert.False(result.IsKnown);
    }

    [Theory]
    [InlineData(new long[] { 1, 512, 8, 4 }, "output embedding Float32[1,512,8,4], expected Float32[?,?]")]
    [InlineData(new long[] { 512 }, "output embedding Float32[512], expected Float32[?,?]")]
    [InlineData(new long[] { -1, -1 }, "output embedding Float32[?,?] leaves open how long a vector is; export it with that dimension fixed")]
    [InlineData(new long[] { 1, 0 }, "leaves open how long a vector is")]
    public void Bind_NoVectorAPerson_IsRefused(long[] shape, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelContractException>(() => Bind(shape)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("same_cosine", 0.4, "decode.same_cosine is 0.4 and decode.different_cosine 0.5; the first is of one person and must be larger")]
    [InlineData("different_cosine", 1.5, "decode.different_cosine is 1.5, must be -1 to 1")]
    [InlineData("same_cosin", 0.7, "knows no decode.same_cosin; it knows different_cosine, same_cosine")]
    public void Bind_ConstantsThatMakeNoSense_AreRefused(string name, double value, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelContractException>(() => Bind([1, 2], (name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Decode_ManyTimes_AllocatesNothing()
    {
        var decoder = Bind([1, 2]);
        var outputs = new TensorOutputs(([1, 2], new[] { 3f, 4 }));
        var result = new Embedding(decoder.Space);
        decoder.Decode(outputs, 0, result);
        Assert.Equal(0, Allocation.Of(() => decoder.Decode(outputs, 0, result), 100));
    }

    private static IReidDecoder Bind(long[] shape, params (string Name, double Value)[] constants) => new ReidEmbeddingFamily().Bind(
        TestModels.Manifest("osnet", ModelTask.Reid, "reid-embedding", Input) with { Decode = constants.ToDictionary(constant => constant.Name, constant => constant.Value) },
        [new TensorInfo("embedding", TensorElementType.Float32, shape)]);
}
