using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Inference.Models;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Inference.Models;

public sealed class InputTransformTests
{
    public static TheoryData<Func<InputSpec, InputSpec>, string> Broken() => new()
    {
        { input => input with { Width = 0 }, "0x320" },
        { input => input with { Mean = [1, 2] }, "have 2 and 3 numbers" },
        { input => input with { Std = [1, 0, 1] }, "must be above 0" },
        { input => input with { Scale = float.NaN }, "must be above 0" },
        { input => input with { BoxExpansion = -1 }, "input.box_expansion is -1" },
        { input => input with { Fit = InputFit.SquareCrop }, "Detection cannot have the input fit SquareCrop" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Require_ManifestWithoutSense_SaysWhatIsWrong(Func<InputSpec, InputSpec> breakIt, string expected)
    {
        var manifest = TestModels.RtmDet(320);
        InputTransform.Require(manifest);
        var error = Assert.Throws<ModelContractException>(() => InputTransform.Require(manifest with { Input = breakIt(manifest.Input) }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_EachFit_PutsThePictureWhereItSays()
    {
        var input = TestModels.RtmDet(320).Input;
        using var pool = new FramePool(1);
        using var lease = pool.Rent(new FrameGeometry(640, 320), default, CancellationToken.None);
        CropTransform Whole(InputSpec spec) => InputTransform.Detect(spec, lease.Frame);
        Assert.Equal(Vector2.Zero, Whole(input).ToInput(Vector2.Zero));
        Assert.Equal(new Vector2(0, 80), Whole(input with { Fit = InputFit.LetterboxCentered }).ToInput(Vector2.Zero));
        var stretched = Whole(input with { Fit = InputFit.Stretch });
        Assert.Equal(Vector2.Zero, stretched.ToInput(Vector2.Zero));
        Assert.Equal(new Vector2(320, 320), stretched.ToInput(new Vector2(640, 320)));
    }

    [Theory]
    [InlineData(InputFit.LetterboxTopLeft)]
    [InlineData(InputFit.LetterboxCentered)]
    [InlineData(InputFit.Stretch)]
    public void Detect_PartOfAFrame_FillsTheInputWithoutBeingStretched(InputFit fit)
    {
        using var pool = new FramePool(1);
        using var lease = pool.Rent(new FrameGeometry(640, 320), default, CancellationToken.None);
        var transform = InputTransform.Detect(TestModels.RtmDet(320).Input with { Fit = fit }, new FrameRegion(lease.Frame, new BoundingBox(200, 100, 360, 180)));
        AssertClose(new Vector2(200, 60), transform.ToFrame(Vector2.Zero));
        AssertClose(new Vector2(360, 220), transform.ToFrame(new Vector2(320, 320)));
    }

    // A 192 x 256 input; the box grows on one side to 3 : 4, then both by a quarter.
    [Theory]
    [InlineData(30, 40, 37.5f, 50)]
    [InlineData(60, 200, 187.5f, 250)]
    [InlineData(300, 100, 375, 500)]
    public void Crop_AspectCrop_WidensOneAxisThenExpands(float width, float height, float cropWidth, float cropHeight)
    {
        var input = TestModels.Landmarks().Input with { Width = 192, Height = 256, Fit = InputFit.AspectCrop };
        var crop = InputTransform.Crop(input, BoundingBox.FromCenter(new Vector2(50, 70), width, height));
        var expected = BoundingBox.FromCenter(new Vector2(50, 70), cropWidth, cropHeight);
        AssertClose(new Vector2(expected.X1, expected.Y1), crop.ToFrame(Vector2.Zero));
        AssertClose(new Vector2(expected.X2, expected.Y2), crop.ToFrame(new Vector2(192, 256)));
        AssertClose(new Vector2(96, 128), crop.ToInput(new Vector2(50, 70)));
    }

    [Theory]
    [InlineData(30, 40, 1)]
    [InlineData(60, 200, 1)]
    [InlineData(300, 100, 1.25f)]
    public void Crop_Stretch_IsTheBoxWhateverItsAspect(float width, float height, float expansion)
    {
        var input = TestModels.Landmarks().Input with { Width = 128, Height = 256, Fit = InputFit.Stretch, BoxExpansion = expansion };
        var crop = InputTransform.Crop(input, BoundingBox.FromCenter(new Vector2(50, 70), width, height));
        var expected = BoundingBox.FromCenter(new Vector2(50, 70), width * expansion, height * expansion);
        AssertClose(new Vector2(expected.X1, expected.Y1), crop.ToFrame(Vector2.Zero));
        AssertClose(new Vector2(expected.X2, expected.Y2), crop.ToFrame(new Vector2(128, 256)));
    }

    // Facts: model contracts §1: x' = (x - bx) · 256 / bw for the indices of pixels, b the box of x, y, w - 1, h - 1 made square and a quarter larger.
    [Theory]
    [InlineData(20.5f, 30.25f, 80, 141)]
    [InlineData(0, 10, 200, 100)]
    public void Crop_IndexCrop_TakesPixelsByTheirMiddles(float x, float y, float w, float h)
    {
        var input = TestModels.Landmarks().Input with { Fit = InputFit.IndexCrop };
        var side = Math.Max(w - 1, h - 1) * 1.25f;
        var (bx, by) = (x + ((w - 1) / 2) - (side / 2), y + ((h - 1) / 2) - (side / 2));
        var half = new Vector2(0.5f);
        var crop = InputTransform.Crop(input, new BoundingBox(x, y, x + w, y + h));
        AssertClose(new Vector2(bx, by) + half, crop.ToFrame(half));
        AssertClose(new Vector2(bx + (side * 200 / 256), by + (side * 31 / 256)) + half, crop.ToFrame(new Vector2(200, 31) + half));

        // A box without an area is a pixel all the same.
        Assert.Equal(1, InputTransform.Crop(input, new BoundingBox(x, y, x, y)).ToFrameMatrix.M11 * 256, 1e-3f);

        // However it leans, the middle of the box is where it was.
        var leaning = InputTransform.Crop(input, new BoundingBox(x, y, x + w, y + h), 0.7f);
        AssertClose(new Vector2(x + (w / 2), y + (h / 2)), leaning.ToFrame(new Vector2(128.5f, 128.5f)));
    }

    [Theory]
    [InlineData(InputFit.SquareCrop)]
    [InlineData(InputFit.AspectCrop)]
    [InlineData(InputFit.Stretch)]
    public void Crop_BoxWithoutSize_IsStillACrop(InputFit fit) => AssertClose(
        new Vector2(7, 9),
        InputTransform.Crop(TestModels.Landmarks().Input with { Width = 192, Fit = fit }, new BoundingBox(7, 9, 7, 9)).ToFrame(new Vector2(96, 128)));

    private static void AssertClose(Vector2 expected, Vector2 actual) => Assert.True(Vector2.Distance(expected, actual) < 1e-3f, $"{expected} and {actual}");
}
