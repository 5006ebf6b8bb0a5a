using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Frames;
using PoseStream.Media;
using PoseStream.Media.Encoders;
using PoseStream.Media.Interop;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class EncoderSelectionTests
{
    private static readonly FFmpegLibrary Library = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System);
    private static readonly VideoEncoderOptions Options = new() { Geometry = new FrameGeometry(64, 64) };
    private static readonly EncoderCandidate Absent = new("no-such-encoder", [], []);
    private static readonly EncoderCandidate Misconfigured = new("libx264", [("preset", "no-such-preset")], []);

    [Fact]
    public void Open_FirstOnesFail_TakesTheNext()
    {
        var selection = EncoderSelection.Open(Library.Api, Options, [Absent, Misconfigured, EncoderCandidate.All[0]]);

        selection.Encoder.Dispose();
        Assert.Equal("libx264", selection.Name);
        Assert.Empty(selection.OptionsNotTaken);
    }

    [Fact]
    public void Open_NoneOpens_SaysWhyForEachAndWhatToDo()
    {
        var e = Assert.Throws<MediaLibraryException>(() => EncoderSelection.Open(Library.Api, Options, [Absent, Misconfigured]));

        Assert.Contains("no-such-encoder: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-preset", e.Message, StringComparison.Ordinal);
        Assert.Contains("install", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Open_OptionNobodyKnows_IsTold()
    {
        var selection = EncoderSelection.Open(Library.Api, Options, [EncoderCandidate.All[0] with { Fixed = [("warp", "9")] }]);

        selection.Encoder.Dispose();
        Assert.Equal(["warp"], selection.OptionsNotTaken);
    }

    [Theory]
    [InlineData(null, "crf=31")]
    [InlineData(80_000L, "b=80000")]
    public void OptionsFor_QualityOrRate_ExcludeEachOther(long? rate, string expected)
    {
        var options = EncoderCandidate.All[0].OptionsFor(Options with { Quality = 31, BitRate_bps = rate }).Select(o => $"{o.Key}={o.Value}");

        Assert.Equal(["preset=veryfast", "tune=zerolatency", expected], options);
    }
}
