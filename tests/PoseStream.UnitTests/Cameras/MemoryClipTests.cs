using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class MemoryClipTests
{
    private static readonly AccessUnit[] Good = [.. Enumerable.Range(0, 3).Select(i => DummyClip.Of(3, 3)[i])];

    [Fact]
    public void MemoryClip_Good_TellsItsParameterSets()
    {
        var clip = new MemoryClip(Good, 120_000_000);

        Assert.Equal(3, clip.Count);
        Assert.Equal("42C01E", clip.ParameterSets.ProfileLevelId);
    }

    [Fact]
    public void MemoryClip_ThatCannotBeLooped_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new MemoryClip([], 1));
        Assert.Throws<ArgumentException>(() => new MemoryClip([Good[1] with { Time = default }], 1));
        Assert.Throws<ArgumentException>(() => new MemoryClip([Good[0] with { NalUnits = [new byte[] { 0x65 }] }], 1));
        Assert.Throws<ArgumentException>(() => new MemoryClip([Good[0] with { Time = new MediaTime(1) }], 2));
        Assert.Throws<ArgumentException>(() => new MemoryClip([Good[0], Good[2], Good[1]], 200_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryClip(Good, 80_000_000));
    }
}
