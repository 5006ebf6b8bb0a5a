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

    /// <exception cref="ModelContractException">The fit does not suit the task.</exception>
    public static void Require(ModelManifest manifest)
    {
        if ((manifest.Task == ModelTask.Pose) != (manifest.Input.Fit == InputFit.SquareCrop))
        {
            throw new ModelContractException($"a model for {manifest.Task} cannot have the input fit {manifest.Input.Fit}");
        }
    }
}
