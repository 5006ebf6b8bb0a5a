using PoseStream.Core.Time;
using PoseStream.Core.Video;
using Xunit;

namespace PoseStream.UnitTests.Video;

public sealed class AnnexBTests
{
    [Fact]
    public void Split_BothStartCodes_GiveTheUnits()
    {
        byte[] stream = [9, 9, 0, 0, 0, 1, 0x67, 1, 0, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 0, 1, 0x65, 0, 0, 3, 1, 0];

        var units = AnnexB.Split(stream).Select(u => u.ToArray()).ToArray();

        Assert.Equal([[0x67, 1, 0, 2], [0x68, 3], [0x65, 0, 0, 3, 1]], units);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 1, 0, 0, 0, 1, 0, 0 })]
    public void Split_NothingInIt_IsEmpty(byte[] stream) => Assert.Empty(AnnexB.Split(stream));

    [Fact]
    public void Write_Units_AreSplitAgain()
    {
        var unit = new AccessUnit(new MediaTime(0), true, [new byte[] { 0x67, 1 }, new byte[] { 0x65, 2, 3 }]);
        using var stream = new MemoryStream();

        AnnexB.Write(unit, stream);
        AnnexB.Write(unit, stream);

        Assert.Equal(unit.NalUnits.Concat(unit.NalUnits).Select(n => n.ToArray()), AnnexB.Split(stream.ToArray()).Select(n => n.ToArray()));
    }

    [Fact]
    public void Of_UnitWithoutSets_IsNone()
    {
        Assert.Null(ParameterSets.Of(new AccessUnit(default, true, [new byte[] { 0x65, 1 }])));
        Assert.Null(ParameterSets.Of(new AccessUnit(default, true, [new byte[] { 0x67, 1, 2, 3 }])));
        Assert.Null(ParameterSets.Of(new AccessUnit(default, true, [new byte[] { 0x67 }, new byte[] { 0x68 }])));
    }
}
