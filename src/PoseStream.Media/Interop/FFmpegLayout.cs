namespace PoseStream.Media.Interop;

/// <summary>
/// Byte offsets of the native fields that are read or written, for one major of FFmpeg (facts: FFmpeg ABI §1; the same on x64 and arm64).
/// Fields that lie at the same place in every supported major are constants here.
/// </summary>
internal sealed record FFmpegLayout
{
    public const int FormatInput = 8;
    public const int FormatStreamCount = 44;
    public const int FormatStreams = 48;
    public const int InputFormatName = 0;
    public const int InputFormatFlags = 16;
    public const int ParametersCodecType = 0;
    public const int ParametersCodecId = 4;
    public const int CodecOpaque = 48;
    public const int FrameData = 0;
    public const int FrameLineSize = 64;
    public const int FrameWidth = 104;
    public const int FrameHeight = 108;
    public const int FrameFormat = 116;
    public const int FramePts = 136;
    public const int PacketPts = 8;
    public const int PacketData = 24;
    public const int PacketSize = 32;
    public const int PacketStreamIndex = 36;
    public const int PacketFlags = 40;
    public const int SideDataCount = 8;
    public const int SideDataSize = 24;
    public const int SideDataEntryData = 0;
    public const int SideDataEntryLength = 8;
    public const int SideDataEntryType = 16;
    public const int HardwareConfigPixelFormat = 0;
    public const int HardwareConfigMethods = 4;
    public const int HardwareConfigDeviceType = 8;
    public const int PixelDescriptorComponents = 8;
    public const int PixelDescriptorFlags = 16;

    public static readonly Version SideDataInParametersSince = new(60, 30);

    public static readonly IReadOnlyList<FFmpegLayout> All =
    [
        new()
        {
            Major = 63, Util = 61, Scale = 10, Resample = 7,
            FormatDuration = 104, FormatFlags = 128, FormatStartTimeRealtime = 200, FormatInterruptCallback = 216,
            StreamSideData = 0, ParametersSideData = 32, StreamParameters = 16, StreamTimeBase = 32, StreamAverageFrameRate = 88, StreamDiscard = 68,
            CodecPacketTimeBase = 92, CodecGetFormat = 192, CodecHardwareDevice = 560,
            FramePixelAspect = 124, FrameColorRange = 280, FrameColorSpace = 292, FrameBestEffortTimestamp = 304, FrameHardwareFrames = 328,
        },
        new()
        {
            Major = 62, Util = 60, Scale = 9, Resample = 6,
            FormatDuration = 104, FormatFlags = 128, FormatStartTimeRealtime = 200, FormatInterruptCallback = 216,
            StreamSideData = 0, ParametersSideData = 32, StreamParameters = 16, StreamTimeBase = 32, StreamAverageFrameRate = 88, StreamDiscard = 68,
            CodecPacketTimeBase = 92, CodecGetFormat = 192, CodecHardwareDevice = 560,
            FramePixelAspect = 124, FrameColorRange = 280, FrameColorSpace = 292, FrameBestEffortTimestamp = 304, FrameHardwareFrames = 328,
        },
        new()
        {
            Major = 61, Util = 59, Scale = 8, Resample = 5,
            FormatDuration = 104, FormatFlags = 128, FormatStartTimeRealtime = 200, FormatInterruptCallback = 216,
            StreamSideData = 0, ParametersSideData = 32, StreamParameters = 16, StreamTimeBase = 32, StreamAverageFrameRate = 88, StreamDiscard = 68,
            CodecPacketTimeBase = 92, CodecGetFormat = 192, CodecHardwareDevice = 560,
            FramePixelAspect = 128, FrameColorRange = 296, FrameColorSpace = 308, FrameBestEffortTimestamp = 320, FrameHardwareFrames = 352,
        },
        new()
        {
            Major = 60, Util = 58, Scale = 7, Resample = 4,
            FormatDuration = 72, FormatFlags = 96, FormatStartTimeRealtime = 184, FormatInterruptCallback = 200,
            StreamSideData = 200, ParametersSideData = 176, StreamParameters = 16, StreamTimeBase = 32, StreamAverageFrameRate = 88, StreamDiscard = 68,
            CodecPacketTimeBase = 716, CodecGetFormat = 152, CodecHardwareDevice = 864,
            FramePixelAspect = 128, FrameColorRange = 320, FrameColorSpace = 332, FrameBestEffortTimestamp = 344, FrameHardwareFrames = 392,
        },
        new()
        {
            Major = 59, Util = 57, Scale = 6, Resample = 4,
            FormatDuration = 72, FormatFlags = 96, FormatStartTimeRealtime = 184, FormatInterruptCallback = 200,
            StreamSideData = 184, ParametersSideData = 0, StreamParameters = 208, StreamTimeBase = 16, StreamAverageFrameRate = 72, StreamDiscard = 52,
            CodecPacketTimeBase = 724, CodecGetFormat = 152, CodecHardwareDevice = 872,
            FramePixelAspect = 128, FrameColorRange = 320, FrameColorSpace = 332, FrameBestEffortTimestamp = 344, FrameHardwareFrames = 392,
        },
    ];

    /// <summary>Of libavformat, libavcodec and libavdevice, which go together.</summary>
    public required int Major { get; init; }

    public required int Util { get; init; }

    public required int Scale { get; init; }

    public required int Resample { get; init; }

    public required int FormatDuration { get; init; }

    public required int FormatFlags { get; init; }

    public required int FormatStartTimeRealtime { get; init; }

    public required int FormatInterruptCallback { get; init; }

    public required int StreamParameters { get; init; }

    /// <summary>An array of <see cref="SideDataSize"/>-byte entries, its length <see cref="SideDataCount"/> bytes after it; 0 = read that of the parameters.</summary>
    public required int StreamSideData { get; init; }

    /// <summary>As <see cref="StreamSideData"/>, in the stream's parameters; 0 = not there. In major 60 only from libavcodec 60.30 on.</summary>
    public required int ParametersSideData { get; init; }

    public required int StreamTimeBase { get; init; }

    public required int StreamAverageFrameRate { get; init; }

    public required int StreamDiscard { get; init; }

    public required int CodecPacketTimeBase { get; init; }

    public required int CodecGetFormat { get; init; }

    public required int CodecHardwareDevice { get; init; }

    public required int FramePixelAspect { get; init; }

    public required int FrameColorRange { get; init; }

    public required int FrameColorSpace { get; init; }

    public required int FrameBestEffortTimestamp { get; init; }

    public required int FrameHardwareFrames { get; init; }
}
