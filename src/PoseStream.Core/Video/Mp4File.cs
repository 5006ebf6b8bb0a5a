using System.Buffers.Binary;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Video;

/// <summary>
/// Writes H.264 pictures as an MP4 file (ISO/IEC 14496-12 and -15): one track, index first, so that it can be played while it is still being read. Time stamps are the pictures' own, to 1/90,000 s.
/// </summary>
public static class Mp4File
{
    private const uint TimeScale = 90_000;
    private const int LengthBytes = 4;

    /// <param name="units">As they are shown and decoded: the first a key frame at time zero, times increasing, all of the same parameter sets.</param>
    /// <param name="duration_ns">From the first picture to the end of the last.</param>
    /// <param name="geometry">As the parameter sets say.</param>
    /// <exception cref="ArgumentException">The pictures are no such stream, or more than an MP4 file of 32 bit holds.</exception>
    public static void Write(IReadOnlyList<AccessUnit> units, long duration_ns, FrameGeometry geometry, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(stream);
        if (units.Count == 0 || !units[0].IsKeyFrame || ParameterSets.Of(units[0]) is not { } sets)
        {
            throw new ArgumentException("a video begins with a key frame that carries its parameter sets", nameof(units));
        }

        var samples = units.Select(Kept).ToArray();
        uint[] sizes = [.. samples.Select(sample => (uint)sample.Sum(nalUnit => LengthBytes + nalUnit.Length))];
        uint[] intervals = [.. Intervals(units, duration_ns)];
        var header = new Mp4Boxes();
        header.Box("ftyp", () =>
        {
            header.Text("isom");
            header.Number32(0x200);
            header.Text("isomiso2avc1mp41");
        });

        // Where the pictures begin is part of what lies before them, at a fixed length.
        var index = Index(0);
        var dataBytes = sizes.Sum(size => (long)size) + Mp4Boxes.HeaderBytes;
        var begin = header.Length + index.Length + Mp4Boxes.HeaderBytes;
        if (begin + dataBytes > uint.MaxValue)
        {
            throw new ArgumentException("the pictures are more than 4 GiB", nameof(units));
        }

        header.WriteTo(stream);
        Index((uint)begin).WriteTo(stream);
        var data = new Mp4Boxes();
        data.Number32((uint)dataBytes);
        data.Text("mdat");
        data.WriteTo(stream);
        Span<byte> length = stackalloc byte[LengthBytes];
        foreach (var nalUnit in samples.SelectMany(sample => sample))
        {
            BinaryPrimitives.WriteInt32BigEndian(length, nalUnit.Length);
            stream.Write(length);
            stream.Write(nalUnit.Span);
        }

        Mp4Boxes Index(uint firstByte) => Mp4Index.Of(new Mp4Track(
            geometry, TimeScale, sets, sizes, intervals, [.. units.Index().Where(unit => unit.Item.IsKeyFrame).Select(unit => (uint)unit.Index + 1)], firstByte));
    }

    /// <summary>Parameter sets are in the index, once.</summary>
    private static ReadOnlyMemory<byte>[] Kept(AccessUnit unit) =>
        [.. unit.NalUnits.Where(nalUnit => AnnexB.TypeOf(nalUnit.Span) is not (NalUnitType.SequenceParameterSet or NalUnitType.PictureParameterSet or NalUnitType.AccessUnitDelimiter))];

    /// <summary>From each picture to the next, rounded so that nothing adds up.</summary>
    private static IEnumerable<uint> Intervals(IReadOnlyList<AccessUnit> units, long duration_ns)
    {
        var first = units[0].Time.Nanoseconds;
        for (var i = 0; i < units.Count; i++)
        {
            var (from, to) = (units[i].Time.Nanoseconds - first, i + 1 < units.Count ? units[i + 1].Time.Nanoseconds - first : duration_ns);
            yield return to > from
                ? (uint)(InUnits(to) - InUnits(from))
                : throw new ArgumentException($"picture {i} does not end after it begins: times must increase", nameof(units));
        }
    }

    private static long InUnits(long nanoseconds) => (long)Math.Round(nanoseconds * (TimeScale * 1e-9));
}
