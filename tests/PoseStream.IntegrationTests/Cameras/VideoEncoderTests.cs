using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.IntegrationTests.Media;
using PoseStream.Media;
using PoseStream.Media.Encoders;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Cameras;

public sealed class VideoEncoderTests
{
    private static readonly FrameGeometry Geometry = new(320, 240);

    [Theory]
    [InlineData(320, 240)]
    [InlineData(322, 182)]
    public async Task Encode_MovingPattern_DecodesToTheSamePictures(int width, int height)
    {
        const int count = 100;
        var geometry = new FrameGeometry(width, height);
        var units = PatternClip.Encode(new VideoEncoderOptions { Geometry = geometry, KeyFrameInterval = 30 }, count);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "pattern.h264");
        await using (var stream = File.Create(file))
        {
            units.ForEach(unit => AnnexB.Write(unit, stream));
        }

        var noise = new List<double>();
        var numbers = new List<int>();
        using var sink = new RecordingSink((frame, i) =>
        {
            numbers.Add(MovingPattern.NumberOf(frame));
            noise.Add(MovingPattern.SignalToNoise_dB(frame, MovingPattern.Paint(geometry, i)));
            Assert.Equal(new ColorSpec(ColorMatrix.Bt709, FullRange: false), frame.Color);
        });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = file }, sink);

        Assert.Equal(EndReason.EndOfFile, (await run.Ended).Reason);
        Assert.Equal(Enumerable.Range(0, count), numbers);
        Assert.All(sink.Geometries, g => Assert.Equal(geometry, g));
        Assert.True(noise.Min() > 35, $"{noise.Min():F1} dB");
    }

    [Fact]
    public void Encode_EachPicture_ComesOutAtOnceWithItsTime()
    {
        using var encoder = new FFmpegVideoEncoder(new VideoEncoderOptions { Geometry = Geometry, KeyFrameInterval = 5 }, PatternClip.Library, new RecordingLogger());
        var units = new List<AccessUnit>();
        // Uneven times, as a camera with changing exposure has.
        long[] times = [0, 40_000_000, 41_000_000, 200_000_000, 240_000_000, 280_000_000, 9_000_000_000];
        foreach (var time in times)
        {
            encoder.Encode(MovingPattern.Paint(Geometry, units.Count), new MediaTime(time), units);
            Assert.Equal(time, units[^1].Time.Nanoseconds);
        }

        Assert.Equal([true, false, false, false, false, true, false], units.Select(u => u.IsKeyFrame));
        Assert.All(units, unit => Assert.Equal(unit.IsKeyFrame, ParameterSets.Of(unit) is not null));
    }

    [Fact]
    public void Encode_SameInput_GivesTheSameBytes() => Assert.Equal(Bytes(), Bytes());

    [Fact]
    public void Encode_BitRate_IsKept()
    {
        var units = PatternClip.Encode(new VideoEncoderOptions { Geometry = Geometry, BitRate_bps = 300_000 }, 100);

        var rate = units.Sum(u => u.NalUnits.Sum(n => n.Length)) * 8 / (100.0 / 25);
        Assert.InRange(rate, 150_000, 450_000);
    }

    [Fact]
    public void Encode_BetterQuality_TakesMoreBytes() =>
        Assert.True(Bytes(quality: 10).Length > 2 * Bytes(quality: 40).Length);

    [Fact]
    public void FFmpegVideoEncoder_EveryOption_IsTakenByTheEncoder()
    {
        var log = new RecordingLogger();
        foreach (var rate in new long?[] { null, 500_000 })
        {
            new FFmpegVideoEncoder(new VideoEncoderOptions { Geometry = Geometry, BitRate_bps = rate }, PatternClip.Library, log).Dispose();
        }

        Assert.DoesNotContain(log.Lines, line => line.Level > LogLevel.Debug);
        Assert.Equal(2, log.Lines.Count(line => line.Id.Id == 2030));
    }

    [Theory]
    [InlineData(321, 240, 25, 25, 20, null, "Geometry")]
    [InlineData(8, 240, 25, 25, 20, null, "Geometry")]
    [InlineData(320, 240, 0, 25, 20, null, "FramesPerSecond")]
    [InlineData(320, 240, 25, 0, 20, null, "KeyFrameInterval")]
    [InlineData(320, 240, 25, 25, 52, null, "Quality")]
    [InlineData(320, 240, 25, 25, 20, 5L, "BitRate_bps")]
    public void FFmpegVideoEncoder_OptionOutOfRange_IsNamed(int width, int height, int rate, int interval, int quality, long? bits, string name)
    {
        var options = new VideoEncoderOptions
        {
            Geometry = new FrameGeometry(width, height), FramesPerSecond = rate, KeyFrameInterval = interval, Quality = quality, BitRate_bps = bits,
        };

        var e = Assert.Throws<ArgumentException>(() => new FFmpegVideoEncoder(options, PatternClip.Library, new RecordingLogger()));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_WrongUse_IsToldAndHarmless()
    {
        var encoder = new FFmpegVideoEncoder(new VideoEncoderOptions { Geometry = Geometry }, PatternClip.Library, new RecordingLogger());
        var planes = MovingPattern.Paint(Geometry, 0);
        var units = new List<AccessUnit>();
        encoder.Encode(planes, new MediaTime(5), units);

        Assert.Throws<ArgumentException>(() => encoder.Encode(planes, new MediaTime(5), units));
        Assert.Throws<ArgumentException>(() => encoder.Encode(planes.AsSpan(0, 1000), new MediaTime(6), units));
        encoder.Encode(planes, new MediaTime(7), units);
        encoder.Finish(units);
        encoder.Finish(units);
        Assert.Equal(2, units.Count);
        Assert.Throws<InvalidOperationException>(() => encoder.Encode(planes, new MediaTime(8), units));
        encoder.Dispose();
        encoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(planes, new MediaTime(9), units));
        Assert.Throws<ObjectDisposedException>(() => encoder.Finish(units));
    }

    private static byte[] Bytes(int quality = 20)
    {
        using var stream = new MemoryStream();
        PatternClip.Encode(new VideoEncoderOptions { Geometry = Geometry, Quality = quality }, 20).ForEach(unit => AnnexB.Write(unit, stream));
        return stream.ToArray();
    }
}
