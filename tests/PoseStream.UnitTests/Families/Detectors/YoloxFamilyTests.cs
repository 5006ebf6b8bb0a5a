using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Detectors;

public sealed class YoloxFamilyTests
{
    // A 32 x 32 input: 16 cells of stride 8, 4 of 16, 1 of 32; box, objectness and two classes.
    private const int Rows = 21;
    private const int Columns = 7;
    private static readonly TensorInfo Predictions = new("output", TensorElementType.Float32, [1, Rows, Columns]);
    private readonly float[] _values = new float[Rows * Columns];
    private readonly DetectionList _results = new();

    [Fact]
    public void Decode_OneRowInEachStride_GivesTheCellsBoxes()
    {
        Write(row: 6, tx: 0.5f, ty: 0.25f, width: 16, height: 24, stride: 8, objectness: 0.9f, person: 1);
        Write(row: 18, tx: 0, ty: 0, width: 4, height: 4, stride: 16, objectness: 0.5f, person: 0.8f);
        Write(row: 20, tx: 0.5f, ty: 0.5f, width: 2, height: 2, stride: 32, objectness: 1, person: 0.7f);

        Decode(TestManifest());

        // Row 6 is column 2 of line 1; row 18 is column 0 of line 1 of the second map.
        Assert.Equal(3, _results.Count);
        AssertBox(_results.Items[0], 20, 10, 16, 24, 0.9f);
        AssertBox(_results.Items[1], 16, 16, 2, 2, 0.7f);
        AssertBox(_results.Items[2], 0, 16, 4, 4, 0.4f);
    }

    [Fact]
    public void Decode_OverlappingRows_KeepsTheBest()
    {
        Write(row: 0, tx: 1, ty: 1, width: 16, height: 16, stride: 8, objectness: 0.6f, person: 1);
        Write(row: 1, tx: 0.1f, ty: 1, width: 16, height: 16, stride: 8, objectness: 0.8f, person: 1);

        Decode(TestManifest());

        AssertBox(Assert.Single(_results.Items.ToArray()), 8.8f, 8, 16, 16, 0.8f);
    }

    [Fact]
    public void Decode_OtherClassAsked_ReadsItsColumn()
    {
        Write(row: 0, tx: 0, ty: 0, width: 8, height: 8, stride: 8, objectness: 1, person: 0.1f);
        _values[6] = 0.75f;

        Decode(TestManifest() with { Decode = new Dictionary<string, double> { ["person_class"] = 1 } });

        Assert.Equal(0.75f, Assert.Single(_results.Items.ToArray()).Score);
    }

    [Theory]
    [InlineData(20, 85, "expected Float32[?,21,?]")]
    [InlineData(21, -1, "expected at least 6 columns")]
    [InlineData(21, 5, "expected at least 6 columns")]
    public void Bind_OtherShape_IsRefused(long rows, long columns, string expected)
    {
        var error = Assert.Throws<ModelContractException>(
            () => new YoloxFamily().Bind(TestManifest(), [Predictions with { Dimensions = [1, rows, columns] }]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_ClassBeyondTheColumns_IsRefused()
    {
        var manifest = TestManifest() with { Decode = new Dictionary<string, double> { ["person_class"] = 2 } };
        var error = Assert.Throws<ModelContractException>(() => new YoloxFamily().Bind(manifest, [Predictions]));
        Assert.Contains("decode.person_class is 2, must be 0 to 1", error.Message, StringComparison.Ordinal);
    }

    private static ModelManifest TestManifest()
    {
        var manifest = TestModels.Yolox();
        return manifest with { Input = manifest.Input with { Width = 32, Height = 32 } };
    }

    private static void AssertBox(Detection detection, float x, float y, float width, float height, float score)
    {
        Assert.Equal(x, detection.Box.Center.X, 1e-4f);
        Assert.Equal(y, detection.Box.Center.Y, 1e-4f);
        Assert.Equal(width, detection.Box.Width, 1e-4f);
        Assert.Equal(height, detection.Box.Height, 1e-4f);
        Assert.Equal(score, detection.Score, 1e-6f);
    }

    private void Decode(ModelManifest manifest) =>
        new YoloxFamily().Bind(manifest, [Predictions]).Decode(new TensorOutputs(([1, Rows, Columns], _values)), 0, _results);

    private void Write(int row, float tx, float ty, float width, float height, float stride, float objectness, float person)
    {
        float[] values = [tx, ty, MathF.Log(width / stride), MathF.Log(height / stride), objectness, person];
        values.CopyTo(_values, row * Columns);
    }
}
