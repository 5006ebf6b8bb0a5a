namespace PoseStream.Core.Families;

/// <summary>How a picture, or a person's box, is brought to the size of the input.</summary>
public enum InputFit
{
    LetterboxTopLeft,
    LetterboxCentered,

    /// <summary>A square around the box: its side is the longer side of the box times <see cref="InputSpec.BoxExpansion"/>.</summary>
    SquareCrop,
}
