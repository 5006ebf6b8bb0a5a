using PoseStream.Core.Ports;
using PoseStream.Media;
using Xunit;

namespace PoseStream.UnitTests.Media;

public sealed class DecoderPreferenceTests
{
    [Fact]
    public void ConnectionEnded_HardwareDecodedNothing_AsksForSoftwareAndSaysWhy()
    {
        var preference = new DecoderPreference("auto");

        preference.ConnectionEnded(EndReason.DecodeError, "cuda");

        Assert.Equal(("none", "cuda: data came of which it could decode no picture"), (preference.Wanted, preference.Doubt));
    }

    [Theory]
    [InlineData(EndReason.EndOfStream)]
    [InlineData(EndReason.Stalled)]
    public void ConnectionEnded_SoftwareWorked_StaysWithIt(EndReason reason)
    {
        var preference = new DecoderPreference("auto");
        preference.ConnectionEnded(EndReason.DecodeError, "cuda");

        preference.ConnectionEnded(reason, "none");

        Assert.Equal("none", preference.Wanted);
    }

    [Fact]
    public void ConnectionEnded_SoftwareDecodedNothingEither_TriesHardwareAgain()
    {
        var preference = new DecoderPreference("auto");
        preference.ConnectionEnded(EndReason.DecodeError, "cuda");

        preference.ConnectionEnded(EndReason.DecodeError, "none");

        Assert.Equal(("auto", null), (preference.Wanted, preference.Doubt));
    }

    [Theory]
    [InlineData("auto", EndReason.Stalled)]
    [InlineData("cuda", EndReason.DecodeError)]
    [InlineData("none", EndReason.DecodeError)]
    public void ConnectionEnded_OtherReasonOrConfiguredDecoder_StaysAsConfigured(string configured, EndReason reason)
    {
        var preference = new DecoderPreference(configured);

        preference.ConnectionEnded(reason, "cuda");

        Assert.Equal((configured, null), (preference.Wanted, preference.Doubt));
    }
}
