using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Media;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class PixelFormatTests
{
    [Theory]
    [InlineData("yuv422p", "-c:v ffv1", false)]
    [InlineData("yuv444p", "-c:v ffv1", false)]
    [InlineData("yuv420p10le", "-c:v ffv1", false)]
    [InlineData("gray", "-c:v ffv1", true)]
    [InlineData("yuvj422p", "-c:v mjpeg -q:v 2", true)]
    [InlineData("bgr0", "-c:v ffv1", false)]
    public async Task RunAsync_OtherPixelFormat_IsConvertedWithItsRange(string format, string encoder, bool fullRange)
    {
        // White is 255 in full range and 235 in video range. Odd sides, so that the last chroma column and row are looked at too.
        using var file = await MadeVideo.CreateAsync($"-f lavfi -i color=white:size=320x180:rate=10:duration=0.5 -vf scale=321:181 -pix_fmt {format} {encoder}", ".mkv");
        var means = new List<int>();
        using var sink = new RecordingSink((frame, _) =>
        {
            Assert.Equal(fullRange, frame.Color.FullRange);
            Assert.Equal(ColorMatrix.Bt601, frame.Color.Matrix);
            Assert.Equal((321, 181), (frame.Geometry.Width, frame.Geometry.Height));
            means.Add(frame.Luma[(180 * frame.Layout.LumaStride) + 320]);
            Assert.InRange(frame.U[(90 * frame.Layout.ChromaStride) + 160], 126, 130);
        });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file.Path, HardwareDecoder = "none" }, sink);

        Assert.Equal(EndReason.EndOfFile, (await run.Ended).Reason);
        Assert.Equal(5, sink.Count);
        Assert.All(means, mean => Assert.InRange(mean, fullRange ? 253 : 233, fullRange ? 255 : 237));
    }
}
