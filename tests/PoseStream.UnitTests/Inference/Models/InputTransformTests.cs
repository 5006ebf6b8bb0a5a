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
    public void Letterbox_EachFit_PutsThePictureWhereItSays()
    {
        var input = TestModels.RtmDet(320).Input;
        var frame = new FrameGeometry(640, 320);
        Assert.Equal(Vector2.Zero, InputTransform.Letterbox(input, frame).ToInput(Vector2.Zero));
        Assert.Equal(new Vector2(0, 80), InputTransform.Letterbox(input with { Fit = InputFit.LetterboxCentered }, frame).ToInput(Vector2.Zero));
    }

    [Fact]
    public void SquareCrop_BoxWithoutSize_IsStillACrop() =>
        Assert.Equal(new Vector2(7, 9), InputTransform.SquareCrop(TestModels.Landmarks().Input, new BoundingBox(7, 9, 7, 9)).ToFrame(new Vector2(128, 128)));
}
