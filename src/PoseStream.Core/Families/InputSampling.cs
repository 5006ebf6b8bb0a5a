namespace PoseStream.Core.Families;

/// <summary>How the pixels of an input are read from a larger picture. A network sees best what it was trained on.</summary>
public enum InputSampling
{
    /// <summary>Each from the four pixels next to its middle, whatever lies between it and the next one: as most networks are trained, with OpenCV's resize.</summary>
    Bilinear,

    /// <summary>Each the mean of the area that it covers, as a camera of so many pixels would see it: of luma, from two by two samples, which leave nothing out up to four pixels of the frame for one.</summary>
    Area,
}
