using System.Buffers.Binary;
using System.Text;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using Xunit;

namespace PoseStream.UnitTests.Video;

/// <summary>What other programs make of such a file, the integration tests tell; here is what lies where.</summary>
public sealed class Mp4FileTests
{
    private const long Interval_ns = 1_000_000_000 / 15;
    private const int ParameterSetsAndDelimiter = 3;

    private static readonly FrameGeometry Geometry = new(640, 360);

    private static readonly AccessUnit[] Units =
    [
        Unit(0, true, [9, 0xf0], [0x67, 100, 0, 31, 7], [0x68, 8], [6, 5, 4], [0x65, 1, 2, 3]),
        Unit(1, false, [0x41, 4]),
        Unit(2, true, [0x67, 100, 0, 31, 7], [0x68, 8], [0x65, 5]),
    ];

    [Fact]
    public void Write_Pictures_LieWhereTheIndexSaysWithLengthsInFront()
    {
        var file = Written(Units, 3 * Interval_ns);

        var at = (int)Numbers(file, "stco")[^1];
        Assert.Equal([0, 0, 0, 3, 6, 5, 4, 0, 0, 0, 4, 0x65, 1, 2, 3, 0, 0, 0, 2, 0x41, 4, 0, 0, 0, 2, 0x65, 5], file[at..]);
        Assert.Equal([0u, 0, 3, 15, 6, 6], Numbers(file, "stsz"));
        Assert.Equal([0u, 2, 1, 3], Numbers(file, "stss"));
    }

    [Fact]
    public void Write_Times_AreRoundedWithoutAddingUp()
    {
        AccessUnit[] units = [.. Enumerable.Range(0, 100).Select(i => Unit(i, true, [0x67, 100, 0, 31], [0x68], [0x65, 1]))];

        // A fifteenth of a second is 6,000 units, and a hundred times what it lacks in nanoseconds is nothing.
        Assert.Equal([0u, 1, 100, 6000], Numbers(Written(units, 100 * Interval_ns), "stts"));
    }

    [Fact]
    public void Write_Boxes_FillTheFile()
    {
        var file = Written(Units, 3 * Interval_ns);

        var names = new List<string>();
        for (var at = 0; at < file.Length; at += (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)))
        {
            names.Add(Encoding.ASCII.GetString(file, at + 4, 4));
        }

        Assert.Equal(["ftyp", "moov", "mdat"], names);
    }

    [Fact]
    public void Write_ParameterSets_AreInTheIndexOnce()
    {
        var file = Written(Units, 3 * Interval_ns);

        Assert.Equal([1, 100, 0, 31, 0xff, 0xe1, 0, 5, 0x67, 100, 0, 31, 7, 1, 0, 2, 0x68, 8, 0xfd, 0xf8, 0xf8, 0], Contents(file, "avcC"));
    }

    [Fact]
    public void Write_NothingToBeginWith_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Written([], 1));
        Assert.Throws<ArgumentException>(() => Written(Units[1..], 3 * Interval_ns));
        Assert.Throws<ArgumentException>(() => Written([Units[0] with { NalUnits = [.. Units[0].NalUnits.Skip(ParameterSetsAndDelimiter)] }], Interval_ns));
    }

    [Fact]
    public void Write_TimesThatDoNotIncrease_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Written([Units[0], Units[0]], Interval_ns));
        Assert.Throws<ArgumentException>(() => Written(Units, 2 * Interval_ns));
    }

    private static AccessUnit Unit(int index, bool isKeyFrame, params byte[][] nalUnits) =>
        new(new MediaTime(index * Interval_ns), isKeyFrame, [.. nalUnits.Select(nalUnit => new ReadOnlyMemory<byte>(nalUnit))]);

    private static byte[] Written(AccessUnit[] units, long duration_ns)
    {
        using var stream = new MemoryStream();
        Mp4File.Write(units, duration_ns, Geometry, stream);
        return stream.ToArray();
    }

    private static byte[] Contents(byte[] file, string name)
    {
        var at = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name));
        return file[(at + 4)..(at - 4 + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at - 4)))];
    }

    private static uint[] Numbers(byte[] file, string name) =>
        [.. Contents(file, name).Chunk(4).Select(number => BinaryPrimitives.ReadUInt32BigEndian(number))];
}
