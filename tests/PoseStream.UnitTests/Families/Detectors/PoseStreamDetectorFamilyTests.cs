using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Detectors;

public sealed class PoseStreamDetectorFamilyTests
{
    // A 64 x 32 input: 32 cells of stride 8, 8 of 16, 2 of 32.
    private const int Rows = 42;
    private static readonly TensorInfo Cells = new("cells", TensorElementType.Float32, [-1, Rows, 5]);
    private readonly float[] _values = new float[2 * Rows * 5];
    private readonly DetectionList _results = new();

    public PoseStreamDetectorFamilyTests()
    {
        for (var row = 0; row < 2 * Rows; row++)
        {
            _values[row * 5] = -9;
        }
    }

    [Fact]
    public void Decode_OneCellOfEachStride_GivesTheirBoxes()
    {
        Write(0, row: 9, logit: 2, 4, 5, 6, 7);
        Write(0, row: 36, logit: 1, 1, 1, 1, 1);
        Write(0, row: 41, logit: 0, 2, 3, 4, 5);

        Decode(0);

        // Row 9 is column 1 of line 1 of the first map, 36 column 0 of line 1 of the second, 41 column 1 of the third.
        Assert.Equal(3, _results.Count);
        AssertBox(_results.Items[0], 8, 7, 18, 19, 0.880797f);
        AssertBox(_results.Items[1], 7, 23, 9, 25, 0.731059f);
        AssertBox(_results.Items[2], 46, 13, 52, 21, 0.5f);
    }

    [Fact]
    public void Decode_SecondItem_ReadsItsOwnRows()
    {
        Write(0, row: 0, logit: 3, 1, 1, 1, 1);

        Decode(1);

        Assert.Equal(0, _results.Count);
    }

    [Fact]
    public void Decode_TwoCellsOfOnePerson_KeepsTheSurer()
    {
        Write(0, row: 0, logit: 1, 4, 4, 20, 20);
        Write(0, row: 1, logit: 2, 12, 4, 12, 20);

        Decode(0);

        AssertBox(Assert.Single(_results.Items.ToArray()), 0, 0, 24, 24, 0.880797f);
    }

    [Fact]
    public void Decode_ScoreAtTheThreshold_IsKept_JustBelowIsNot()
    {
        Write(0, row: 0, logit: -0.8472f, 1, 1, 1, 1);
        Write(0, row: 20, logit: -0.8474f, 1, 1, 1, 1);

        Decode(0);

        Assert.Equal(0.3f, Assert.Single(_results.Items.ToArray()).Score, 1e-4f);
    }

    [Fact]
    public void Decode_NoNumber_IsNobody()
    {
        Write(0, row: 3, logit: float.NaN, 1, 1, 1, 1);

        Decode(0);

        Assert.Equal(0, _results.Count);
    }

    [Theory]
    [InlineData(41, 5)]
    [InlineData(42, 6)]
    public void Bind_OtherShape_IsRefused(long rows, long columns)
    {
        var error = Assert.Throws<ModelContractException>(
            () => new PoseStreamDetectorFamily().Bind(TestManifest(), [Cells with { Dimensions = [-1, rows, columns] }]));
        Assert.Contains("expected Float32[?,42,5]", error.Message, StringComparison.Ordinal);
    }

    private static ModelManifest TestManifest()
    {
        var manifest = TestModels.Yolox();
        return manifest with { Input = manifest.Input with { Width = 64, Height = 32 } };
    }

    private static void AssertBox(Detection detection, float x1, float y1, float x2, float y2, float score)
    {
        Assert.Equal((x1, y1, x2, y2), (detection.Box.X1, detection.Box.Y1, detection.Box.X2, detection.Box.Y2));
        Assert.Equal(score, detection.Score, 1e-5f);
    }

    private void Decode(int item) =>
        new PoseStreamDetectorFamily().Bind(TestManifest(), [Cells]).Decode(new TensorOutputs(([2, Rows, 5], _values)), item, _results);

    private void Write(int item, int row, float logit, params float[] sides)
    {
        _values[((item * Rows) + row) * 5] = logit;
        sides.CopyTo(_values, (((item * Rows) + row) * 5) + 1);
    }
}
