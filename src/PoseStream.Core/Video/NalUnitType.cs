namespace PoseStream.Core.Video;

/// <summary>Kinds of H.264 NAL units (ITU-T H.264, table 7-1) and of RTP's own (RFC 6184, table 1).</summary>
public enum NalUnitType
{
    Unspecified = 0,

    /// <summary>A slice of a picture that refers to others.</summary>
    Slice = 1,

    /// <summary>A slice of a picture where decoding can begin.</summary>
    IdrSlice = 5,

    SupplementalEnhancement = 6,

    SequenceParameterSet = 7,

    PictureParameterSet = 8,

    AccessUnitDelimiter = 9,

    /// <summary>RTP only: several NAL units of one time in one packet.</summary>
    SingleTimeAggregation = 24,

    /// <summary>RTP only: a piece of a NAL unit.</summary>
    Fragment = 28,
}
