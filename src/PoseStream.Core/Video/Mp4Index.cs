namespace PoseStream.Core.Video;

/// <summary>The box "moov" of a file with one video track: what it is, when each picture is shown, where it lies.</summary>
internal static class Mp4Index
{
    private const uint Once = 0x0001_0000;
    private const uint Resolution_72dpi = 0x0048_0000;
    private const uint IsEnabledAndInMovie = 3;
    private const uint IsInThisFile = 1;

    // High profile and its kin tell their chroma format a second time: here 4:2:0 of 8 bit.
    private static readonly byte[] ProfilesWithChroma = [100, 110, 122, 144];

    public static Mp4Boxes Of(Mp4Track track)
    {
        var boxes = new Mp4Boxes();
        boxes.Box("moov", () =>
        {
            Movie(boxes, track);
            boxes.Box("trak", () =>
            {
                TrackHeader(boxes, track);
                boxes.Box("mdia", () => Media(boxes, track));
            });
        });
        return boxes;
    }

    private static void Movie(Mp4Boxes boxes, Mp4Track track) => boxes.FullBox("mvhd", 0, () =>
    {
        Times(boxes, track);
        boxes.Number32(Once);
        boxes.Number16(0x0100);
        boxes.Zeros(10);
        Unturned(boxes);
        boxes.Zeros(24);
        boxes.Number32(2);
    });

    private static void TrackHeader(Mp4Boxes boxes, Mp4Track track) => boxes.FullBox("tkhd", IsEnabledAndInMovie, () =>
    {
        boxes.Zeros(8);
        boxes.Number32(1);
        boxes.Zeros(4);
        boxes.Number32(track.Duration);
        boxes.Zeros(16);
        Unturned(boxes);
        boxes.Number32((uint)track.Geometry.Width << 16);
        boxes.Number32((uint)track.Geometry.Height << 16);
    });

    private static void Media(Mp4Boxes boxes, Mp4Track track)
    {
        boxes.FullBox("mdhd", 0, () =>
        {
            Times(boxes, track);
            // "und", five bits a letter.
            boxes.Number16(0x55c4);
            boxes.Number16(0);
        });
        boxes.FullBox("hdlr", 0, () =>
        {
            boxes.Zeros(4);
            boxes.Text("vide");
            boxes.Zeros(12);
            boxes.Text("video\0");
        });
        boxes.Box("minf", () =>
        {
            boxes.FullBox("vmhd", 1, () => boxes.Zeros(8));
            boxes.Box("dinf", () => boxes.FullBox("dref", 0, () =>
            {
                boxes.Number32(1);
                boxes.FullBox("url ", IsInThisFile, () => { });
            }));
            boxes.Box("stbl", () => Samples(boxes, track));
        });
    }

    private static void Samples(Mp4Boxes boxes, Mp4Track track)
    {
        boxes.FullBox("stsd", 0, () =>
        {
            boxes.Number32(1);
            boxes.Box("avc1", () => Description(boxes, track));
        });
        boxes.FullBox("stts", 0, () => Runs(boxes, track.Intervals));
        boxes.FullBox("stss", 0, () => List(boxes, track.KeyFrames));
        boxes.FullBox("stsc", 0, () =>
        {
            // One chunk with all pictures.
            boxes.Number32(1);
            boxes.Number32(1);
            boxes.Number32((uint)track.Sizes.Length);
            boxes.Number32(1);
        });
        boxes.FullBox("stsz", 0, () =>
        {
            boxes.Number32(0);
            List(boxes, track.Sizes);
        });
        boxes.FullBox("stco", 0, () => List(boxes, [track.FirstByte]));
    }

    private static void Description(Mp4Boxes boxes, Mp4Track track)
    {
        boxes.Zeros(6);
        boxes.Number16(1);
        boxes.Zeros(16);
        boxes.Number16(track.Geometry.Width);
        boxes.Number16(track.Geometry.Height);
        boxes.Number32(Resolution_72dpi);
        boxes.Number32(Resolution_72dpi);
        boxes.Zeros(4);
        boxes.Number16(1);
        boxes.Zeros(32);
        boxes.Number16(24);
        boxes.Number16(-1);
        boxes.Box("avcC", () =>
        {
            var sequence = track.Sets.Sequence.Span;
            var picture = track.Sets.Picture.Span;
            // Version, profile, constraints, level; lengths of four bytes; one set of each kind.
            boxes.Bytes(1, sequence[1], sequence[2], sequence[3], 0xff, 0xe1);
            boxes.Number16(sequence.Length);
            boxes.Bytes(sequence);
            boxes.Bytes(1);
            boxes.Number16(picture.Length);
            boxes.Bytes(picture);
            if (ProfilesWithChroma.Contains(sequence[1]))
            {
                boxes.Bytes(0xfd, 0xf8, 0xf8, 0);
            }
        });
    }

    /// <summary>Creation and change unknown, units a second, duration.</summary>
    private static void Times(Mp4Boxes boxes, Mp4Track track)
    {
        boxes.Zeros(8);
        boxes.Number32(track.TimeScale);
        boxes.Number32(track.Duration);
    }

    /// <summary>The unit matrix.</summary>
    private static void Unturned(Mp4Boxes boxes)
    {
        foreach (var value in (ReadOnlySpan<uint>)[Once, 0, 0, 0, Once, 0, 0, 0, 0x4000_0000])
        {
            boxes.Number32(value);
        }
    }

    private static void List(Mp4Boxes boxes, ReadOnlySpan<uint> values)
    {
        boxes.Number32((uint)values.Length);
        foreach (var value in values)
        {
            boxes.Number32(value);
        }
    }

    /// <summary>Equal ones that follow one another, as their number and value.</summary>
    private static void Runs(Mp4Boxes boxes, ReadOnlySpan<uint> values)
    {
        List<(uint Count, uint Value)> runs = [];
        foreach (var value in values)
        {
            if (runs.Count > 0 && runs[^1].Value == value)
            {
                runs[^1] = (runs[^1].Count + 1, value);
            }
            else
            {
                runs.Add((1, value));
            }
        }

        boxes.Number32((uint)runs.Count);
        foreach (var (count, value) in runs)
        {
            boxes.Number32(count);
            boxes.Number32(value);
        }
    }
}
