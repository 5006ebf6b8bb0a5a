using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Inference.Models;

/// <summary>From a manifest's <see cref="InputFit"/> to the map between frame and input.</summary>
internal static class InputTransform
{
    /// <summary>How a detector sees a picture or a part of one.</summary>
    public static CropTransform Detect(InputSpec input, in FrameRegion region) => region.Box is { } part ? Part(input, part) : Whole(input, region.Frame.Geometry);

    private static CropTransform Part(InputSpec input, in BoundingBox part)
    {
        var aspect = (float)input.Width / input.Height;
        var width = Math.Max(part.Width, part.Height * aspect);
        return CropTransform.Region(part.Center, width, width / aspect, rotation: 0, input.Width, input.Height);
    }

    private static CropTransform Whole(InputSpec input, FrameGeometry frame) => input.Fit switch
    {
        InputFit.LetterboxCentered => CropTransform.LetterboxCentered(frame.Width, frame.Height, input.Width, input.Height),
        InputFit.Stretch => CropTransform.Stretch(frame.Width, frame.Height, input.Width, input.Height),
        _ => CropTransform.LetterboxTopLeft(frame.Width, frame.Height, input.Width, input.Height),
    };

    /// <summary>How a pose network sees a person.</summary>
    public static CropTransform Crop(InputSpec input, in BoundingBox person, CameraModel camera, float rotation) =>
        input.Fit == InputFit.VirtualCamera ? View(input, person, camera) : Crop(input, person, rotation);

    /// <summary>About the middle of the box; neither side smaller than a pixel.</summary>
    public static CropTransform Crop(InputSpec input, in BoundingBox person, float rotation = 0)
    {
        if (input.Fit == InputFit.Stretch)
        {
            var (stretchedWidth, stretchedHeight) = (Math.Max(1, person.Width * input.BoxExpansion), Math.Max(1, person.Height * input.BoxExpansion));
            return CropTransform.Region(person.Center, stretchedWidth, stretchedHeight, rotation, input.Width, input.Height);
        }

        var aspect = input.Fit == InputFit.SquareCrop ? 1 : (float)input.Width / input.Height;
        var edge = input.Fit == InputFit.IndexCrop ? 1 : 0;
        var width = Math.Max(Math.Max(person.Width - edge, (person.Height - edge) * aspect) * input.BoxExpansion, Math.Max(1, aspect));

        // Where pixels are counted, their middles are mapped and not their edges: the middle of the crop is half an input pixel from that of the box.
        var (sin, cos) = MathF.SinCos(rotation);
        var half = width / input.Width * edge / 2;
        var center = person.Center - new Vector2((cos - sin) * half, (sin + cos) * half);
        return CropTransform.Region(center, width, width / aspect, rotation, input.Width, input.Height);
    }

    /// <summary>
    /// By a camera turned to the middle of the box (facts: model contracts §9.1). The longer side is measured in whole pixels, an even number of them, as it was in training;
    /// which of the two that is, an input that is no square tells.
    /// </summary>
    private static CropTransform View(InputSpec input, in BoundingBox person, CameraModel camera)
    {
        var aspect = (float)input.Width / input.Height;
        var isHigh = person.Width < person.Height * aspect;
        var side = MathF.Max(2, MathF.Round(isHigh ? person.Height : person.Width));
        var half = (side + (side % 2)) / 2 * input.BoxExpansion;
        var view = isHigh
            ? VirtualCamera.Toward(camera, person.Center, new Vector2(0, half), input.Height, input.Width, input.Height)
            : VirtualCamera.Toward(camera, person.Center, new Vector2(half, 0), input.Width, input.Width, input.Height);
        return CropTransform.Through(view, input.Width, input.Height);
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
            manifest.Task switch
            {
                ModelTask.Reid => input.Fit is InputFit.Stretch or InputFit.SquareCrop or InputFit.AspectCrop,
                ModelTask.Pose => input.Fit is InputFit.SquareCrop or InputFit.AspectCrop or InputFit.IndexCrop or InputFit.VirtualCamera,
                ModelTask.Root => input.Fit is InputFit.SquareCrop or InputFit.AspectCrop or InputFit.IndexCrop,
                _ => input.Fit is InputFit.LetterboxTopLeft or InputFit.LetterboxCentered or InputFit.Stretch,
            },
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
