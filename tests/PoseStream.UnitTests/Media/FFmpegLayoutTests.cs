using PoseStream.Media.Interop;
using Xunit;

namespace PoseStream.UnitTests.Media;

/// <summary>
/// The offsets once more, by field instead of by major, from the table of measured layouts (facts: FFmpeg ABI §1): only one major is ever loaded where tests run,
/// and a slip in the column of another would read or write memory that is something else.
/// </summary>
public sealed class FFmpegLayoutTests
{
    private static readonly int[] Majors = [59, 60, 61, 62, 63];

    [Theory]
    [InlineData("Util", 57, 58, 59, 60, 61)]
    [InlineData("Scale", 6, 7, 8, 9, 10)]
    [InlineData("Resample", 4, 4, 5, 6, 7)]
    [InlineData("FormatDuration", 72, 72, 104, 104, 104)]
    [InlineData("FormatFlags", 96, 96, 128, 128, 128)]
    [InlineData("FormatStartTimeRealtime", 184, 184, 200, 200, 200)]
    [InlineData("FormatInterruptCallback", 200, 200, 216, 216, 216)]
    [InlineData("StreamParameters", 208, 16, 16, 16, 16)]
    [InlineData("StreamSideData", 184, 200, 0, 0, 0)]
    [InlineData("ParametersSideData", 0, 176, 32, 32, 32)]
    [InlineData("StreamTimeBase", 16, 32, 32, 32, 32)]
    [InlineData("StreamDiscard", 52, 68, 68, 68, 68)]
    [InlineData("StreamAverageFrameRate", 72, 88, 88, 88, 88)]
    [InlineData("CodecPacketTimeBase", 724, 716, 92, 92, 92)]
    [InlineData("CodecGetFormat", 152, 152, 192, 192, 192)]
    [InlineData("CodecHardwareDevice", 872, 864, 560, 560, 560)]
    [InlineData("FramePixelAspect", 128, 128, 128, 124, 124)]
    [InlineData("FrameColorRange", 320, 320, 296, 280, 280)]
    [InlineData("FrameColorSpace", 332, 332, 308, 292, 292)]
    [InlineData("FrameBestEffortTimestamp", 344, 344, 320, 304, 304)]
    [InlineData("FrameHardwareFrames", 392, 392, 352, 328, 328)]
    public void Layout_Field_LiesWhereItWasMeasured(string field, params int[] expected)
    {
        var property = typeof(FFmpegLayout).GetProperty(field)!;

        Assert.Equal(expected, Majors.Select(major => (int)property.GetValue(Of(major))!));
    }

    [Fact]
    public void All_Majors_AreThereOnceNewestFirst() => Assert.Equal(Majors.Reverse(), FFmpegLayout.All.Select(layout => layout.Major));

    [Fact]
    public void Layout_EveryFieldPerMajor_IsTestedHere()
    {
        var method = typeof(FFmpegLayoutTests).GetMethod(nameof(Layout_Field_LiesWhereItWasMeasured))!;
        var tested = method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(data => (string)data.GetData(method).Single()[0]);

        Assert.Equal(
            typeof(FFmpegLayout).GetProperties().Where(p => p.PropertyType == typeof(int) && p.Name != nameof(FFmpegLayout.Major)).Select(p => p.Name).Order(),
            tested.Order());
    }

    [Fact]
    public void Constants_FieldsThatNeverMoved_LieWhereTheyWereMeasured() => Assert.Equal(
        [8, 0, 16, 44, 48, 0, 4, 48, 0, 64, 104, 108, 116, 8, 36],
        [
            FFmpegLayout.FormatInput, FFmpegLayout.InputFormatName, FFmpegLayout.InputFormatFlags, FFmpegLayout.FormatStreamCount, FFmpegLayout.FormatStreams,
            FFmpegLayout.ParametersCodecType, FFmpegLayout.ParametersCodecId, FFmpegLayout.CodecOpaque,
            FFmpegLayout.FrameData, FFmpegLayout.FrameLineSize, FFmpegLayout.FrameWidth, FFmpegLayout.FrameHeight, FFmpegLayout.FrameFormat,
            FFmpegLayout.PacketPts, FFmpegLayout.PacketStreamIndex,
        ]);

    private static FFmpegLayout Of(int major) => FFmpegLayout.All.Single(layout => layout.Major == major);
}
