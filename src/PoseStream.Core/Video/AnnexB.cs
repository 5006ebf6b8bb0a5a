namespace PoseStream.Core.Video;

/// <summary>H.264's byte stream format (ITU-T H.264, annex B): NAL units divided by start codes.</summary>
public static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    public static NalUnitType TypeOf(ReadOnlySpan<byte> nalUnit) => nalUnit.IsEmpty ? NalUnitType.Unspecified : (NalUnitType)(nalUnit[0] & 0x1f);

    /// <summary>The NAL units of a byte stream, as slices of it. What comes before the first start code belongs to none.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> stream)
    {
        var units = new List<ReadOnlyMemory<byte>>();
        var at = stream.Span.IndexOf(StartCode);
        while (at >= 0)
        {
            var rest = stream[(at + StartCode.Length)..];
            var length = rest.Span.IndexOf(StartCode);
            // A NAL unit never ends in a zero byte: those before the next start code belong to it.
            var unit = rest[..(length < 0 ? rest.Length : length)];
            unit = unit[..(unit.Span.LastIndexOfAnyExcept((byte)0) + 1)];
            if (!unit.IsEmpty)
            {
                units.Add(unit);
            }

            at = length < 0 ? -1 : at + StartCode.Length + length;
        }

        return units;
    }

    /// <summary>Appends a picture to a byte stream, as a .h264 file holds it.</summary>
    public static void Write(AccessUnit unit, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var nalUnit in unit.NalUnits)
        {
            // Four bytes: parameter sets and the first unit of a picture want the leading zero, and it harms no other.
            stream.WriteByte(0);
            stream.Write(StartCode);
            stream.Write(nalUnit.Span);
        }
    }
}
