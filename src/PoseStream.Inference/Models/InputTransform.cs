using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Inference.Models;

/// <summary>From a manifest's <see cref="InputFit"/> to the map between frame and input.</summary>
internal static class InputTransform
{
    public static CropTransform Letterbox(InputSpec input, FrameGeometry frame) => input.Fit == InputFit.LetterboxCentered
        ? CropTransform.LetterboxCentered(frame.Width, frame.Height, input.Width, input.Height)
        : CropTransform.LetterboxTopLeft(frame.Width, frame.Height, input.Width, input.Height);

    /// <summary>A square around the middle of the box, unturned; never smaller than a pixel.</summary>
    public static CropTransform SquareCrop(InputSpec input, in BoundingBox person)
    {
        var side = Math.Max(Math.Max(person.Width, person.Height) * input.BoxExpansion, 1);
        return CropTransform.Region(person.Center, side, side, 0, input.Width, input.Height);
    }

    /// <summary>What would otherwise come to light, or stay hidden, at the first frame.</summary>
    /// <exception cref="ModelContractException">The numbers make no sense, or the fit does not suit the task.</exception>
    public static void Require(ModelManifest manifest)
    {
        var input = manifest.Input;
        Require(input.Width is >= 1 and <= 8192 && input.Height is >= 1 and <= 8192, $"an input of {input.Width}x{input.Height} cannot be");
        Require(input.Mean.Count == 3 && input.Std.Count == 3, $"input.mean and input.std have {input.Mean.Count} and {input.Std.Count} numbers, must be 3 each");
        Require(input.Std.All(std => std > 0) && input.Scale > 0, "input.std and input.scale must be above 0");
        Require(input.BoxExpansion is > 0 and <= 10, $"input.box_expansion is {input.BoxExpansion}, must be above 0 and at most 10");
        Require(
            (manifest.Task == ModelTask.Pose) == (input.Fit == InputFit.SquareCrop),
            $"a model for {manifest.Task} cannot have the input fit {input.Fit}");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ModelContractException(otherwise);
        }
    }
}
