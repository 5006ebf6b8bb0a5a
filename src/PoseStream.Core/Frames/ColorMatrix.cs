namespace PoseStream.Core.Frames;

/// <summary>Which standard's coefficients turn a picture's Y'CbCr into R'G'B'.</summary>
public enum ColorMatrix
{
    /// <summary>ITU-R BT.601: standard definition, and what an unmarked small picture is taken for.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition.</summary>
    Bt709,

    /// <summary>ITU-R BT.2020, non-constant luminance.</summary>
    Bt2020,
}
