using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Geometry;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Detectors;

public sealed class RtmDetFamilyTests
{
    private static readonly TensorInfo Dets = new("dets", TensorElementType.Float32, [-1, -1, 5]);
    private static readonly TensorInfo Labels = new("labels", TensorElementType.Int64, [-1, -1]);
    private readonly RtmDetFamily _family = new();
    private readonly DetectionList _results = new();

    [Fact]
    public void Decode_TwoItems_GivesPeopleAboveTheThresholdOfTheItemAsked()
    {
        var outputs = new TensorOutputs(
            ([2, 2, 5], new float[] { 1, 2, 30, 40, 0.9f, 5, 6, 7, 8, 0.29f, 10, 20, 30, 50, 0.3f, 0, 0, 9, 9, 0.8f }),
            ([2, 2], new long[] { 0, 0, 0, 1 }));
        var decoder = _family.Bind(TestModels.RtmDet(320), [Dets, Labels]);

        decoder.Decode(outputs, 0, _results);
        Assert.Equal([new Detection(new BoundingBox(1, 2, 30, 40), 0.9f)], _results.Items.ToArray());

        _results.Clear();
        decoder.Decode(outputs, 1, _results);
        Assert.Equal([new Detection(new BoundingBox(10, 20, 30, 50), 0.3f)], _results.Items.ToArray());
    }

    [Fact]
    public void Decode_NobodyInTheFrame_GivesNothing()
    {
        var outputs = new TensorOutputs(([1, 0, 5], Array.Empty<float>()), ([1, 0], Array.Empty<long>()));
        _family.Bind(TestModels.RtmDet(320), [Dets, Labels]).Decode(outputs, 0, _results);
        Assert.Equal(0, _results.Count);
    }

    [Fact]
    public void Decode_ScoreIsNoNumber_IsNotAPerson()
    {
        var outputs = new TensorOutputs(([1, 1, 5], new[] { 0, 0, 9, 9, float.NaN }), ([1, 1], new long[] { 0 }));
        _family.Bind(TestModels.RtmDet(320), [Dets, Labels]).Decode(outputs, 0, _results);
        Assert.Equal(0, _results.Count);
    }

    [Theory]
    [InlineData("score_threshold", 1.5, "decode.score_threshold is 1.5, must be 0 to 1")]
    [InlineData("nms_iou", 0.5, "knows no decode.nms_iou; it knows person_class, score_threshold")]
    public void Bind_ConstantOutOfRangeOrUnknown_IsRefusedByName(string name, double value, string expected)
    {
        var manifest = TestModels.RtmDet(320) with { Decode = new Dictionary<string, double> { [name] = value } };
        var error = Assert.Throws<ModelContractException>(() => _family.Bind(manifest, [Dets, Labels]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("'rtmdet-nano'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TensorElementType.Float32, 6)]
    [InlineData(TensorElementType.Float16, 5)]
    public void Bind_OtherTensor_SaysWhatIsThereAndWhatWasExpected(TensorElementType type, long columns)
    {
        var error = Assert.Throws<ModelContractException>(
            () => _family.Bind(TestModels.RtmDet(320), [Dets with { ElementType = type, Dimensions = [-1, -1, columns] }, Labels]));
        Assert.Contains($"output dets {type}[?,?,{columns}], expected Float32[?,?,5]", error.Message, StringComparison.Ordinal);
    }
}
