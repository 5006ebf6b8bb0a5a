using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Inference.Models;

/// <summary>From a manifest's <see cref="InputFit"/> to the map between frame and input.</summary>
internal static class InputTransform
{
    /// <summary>How a detector sees the whole picture.</summary>
    public static CropTransform Whole(InputSpec input, FrameGeometry frame) => input.Fit switch
    {
        InputFit.LetterboxCentered => CropTransform.LetterboxCentered(frame.Width, frame.Height, input.Width, input.Height),
        InputFit.Stretch => CropTransform.Stretch(frame.Width, frame.Height, input.Width, input.Height),
        _ => CropTransform.LetterboxTopLeft(frame.Width, frame.Height, input.Width, input.Height),
    };

    /// <summary>How a network sees one person: about the middle of the box; neither side smaller than a pixel.</summary>
    public static CropTransform Crop(InputSpec input, in BoundingBox person, float rotation = 0)
    {
        var aspect = input.Fit == InputFit.AspectCrop ? (float)input.Width / input.Height : 1;
        var width = Math.Max(Math.Max(person.Width, person.Height * aspect) * input.BoxExpansion, Math.Max(1, aspect));
        return CropTransform.Region(person.Center, width, width / aspect, rotation, input.Width, input.Height);
    }

    /// <summary>What would otherwise come to light, or stay hidden, at the first frame.</summary>
    /// <exception cref="ModelContractException">The numbers make no sense, or the fit does not suit the task.</exception>
    public static void Require(ModelManifest manifest)
    {
        if (!manifest.Task.SeesPicture())
        {
            return;
        }

        var input = manifest.Input;
        Require(input.Width is >= 1 and <= 8192 && input.Height is >= 1 and <= 8192, $"an input of {input.Width}x{input.Height} cannot be");
        Require(input.Mean.Count == 3 && input.Std.Count == 3, $"input.mean and input.std have {input.Mean.Count} and {input.Std.Count} numbers, must be 3 each");
        Require(input.Std.All(std => std > 0) && input.Scale > 0, "input.std and input.scale must be above 0");
        Require(input.BoxExpansion is > 0 and <= 10, $"input.box_expansion is {input.BoxExpansion}, must be above 0 and at most 10");
        Require(
            (manifest.Task is ModelTask.Pose or ModelTask.Root) == (input.Fit is InputFit.SquareCrop or InputFit.AspectCrop),
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
