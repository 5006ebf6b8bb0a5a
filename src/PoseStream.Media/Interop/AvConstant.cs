namespace PoseStream.Media.Interop;

/// <summary>Numbers of FFmpeg's headers that are the same in every supported major (facts: FFmpeg ABI §2.3).</summary>
internal static class AvConstant
{
    public const int MediaTypeVideo = 0;
    public const int CodecIdNone = 0;
    public const int DiscardAll = 48;
    public const int FormatFlagNonBlocking = 4;
    public const int FormatHasNoTimestamps = 128;
    public const long NoTimestamp = long.MinValue;

    public const int PixelFormatNone = -1;
    public const int PixelFormatYuv420P = 0;
    public const int PixelFormatYuvJ420P = 12;
    public const int PixelFormatYuvJ422P = 13;
    public const int PixelFormatYuvJ444P = 14;
    public const ulong PixelFlagHardware = 8;
    public const ulong PixelFlagRgb = 32;

    public const int ColorRangeFull = 2;
    public const int ColorSpaceRgb = 0;
    public const int ColorSpaceBt709 = 1;
    public const int ColorSpaceFcc = 4;
    public const int ColorSpaceBt470Bg = 5;
    public const int ColorSpaceSmpte170M = 6;
    public const int ColorSpaceSmpte240M = 7;
    public const int ColorSpaceBt2020Ncl = 9;
    public const int ColorSpaceBt2020Cl = 10;

    public const int HardwareConfigByDevice = 1;
    public const int PacketSideDataDisplayMatrix = 5;
    public const int PacketFlagKey = 1;
    public const int PacketSideDataProducerReferenceTime = 27;
    public const int ScaleFastBilinear = 1;

    public const int LogError = 16;
    public const int LogWarning = 24;
}
