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

        preference.ConnectionEnded(EndReason.DecodeError, "cuda", pictures: 0);

        Assert.Equal(("none", "cuda: data came of which it could decode no picture"), (preference.Wanted, preference.Doubt));
    }

    [Theory]
    [InlineData(EndReason.EndOfStream)]
    [InlineData(EndReason.Stalled)]
    public void ConnectionEnded_SoftwareWorked_StaysWithIt(EndReason reason)
    {
        var preference = new DecoderPreference("auto");
        preference.ConnectionEnded(EndReason.DecodeError, "cuda", pictures: 0);

        preference.ConnectionEnded(reason, "none", pictures: 100);

        Assert.Equal("none", preference.Wanted);
    }

    [Fact]
    public void ConnectionEnded_SoftwareDecodedNothingEither_TriesHardwareAgain()
    {
        var preference = new DecoderPreference("auto");
        preference.ConnectionEnded(EndReason.DecodeError, "cuda", pictures: 0);

        preference.ConnectionEnded(EndReason.DecodeError, "none", pictures: 0);

        Assert.Equal(("auto", null), (preference.Wanted, preference.Doubt));
    }

    [Fact]
    public void ConnectionEnded_HardwareDecodedUntilTheStreamWasDamaged_StaysWithIt()
    {
        var preference = new DecoderPreference("auto");

        preference.ConnectionEnded(EndReason.DecodeError, "cuda", pictures: 100);

        Assert.Equal(("auto", null), (preference.Wanted, preference.Doubt));
    }

    [Theory]
    [InlineData("auto", EndReason.Stalled)]
    [InlineData("cuda", EndReason.DecodeError)]
    [InlineData("none", EndReason.DecodeError)]
    public void ConnectionEnded_OtherReasonOrConfiguredDecoder_StaysAsConfigured(string configured, EndReason reason)
    {
        var preference = new DecoderPreference(configured);

        preference.ConnectionEnded(reason, "cuda", pictures: 0);

        Assert.Equal((configured, null), (preference.Wanted, preference.Doubt));
    }
}
