namespace PoseStream.Core.Families;

/// <summary>How a picture, or a person's box, is brought to the size of the input.</summary>
public enum InputFit
{
    LetterboxTopLeft,
    LetterboxCentered,

    /// <summary>The whole picture, or a person's box times <see cref="InputSpec.BoxExpansion"/>, fills the input, its aspect given up.</summary>
    Stretch,

    /// <summary>A square around the box: its side is the longer side of the box times <see cref="InputSpec.BoxExpansion"/>.</summary>
    SquareCrop,

    /// <summary>The box about its centre, made wider or higher until it has the input's aspect, then <see cref="InputSpec.BoxExpansion"/> times as large (facts: model contracts §1, §7).</summary>
    AspectCrop,

    /// <summary>
    /// As <see cref="AspectCrop"/>, in whole steps of pixels as 3DMPPE and HEMlets count them: a box ends at the middle of its last pixel, so that it is a pixel
    /// smaller, and the box's first pixel, not its edge, becomes the input's first (facts: model contracts §1; boxes are cut off at the frame by then).
    /// </summary>
    IndexCrop,

    /// <summary>
    /// Not a part of the picture but what a camera sees that is turned to the middle of the person's box, upright and without distortion (facts: model contracts §9.1):
    /// at the edge of a wide lens people look as in its middle. The box's longer side, times <see cref="InputSpec.BoxExpansion"/>, spans the input.
    /// </summary>
    VirtualCamera,
}
