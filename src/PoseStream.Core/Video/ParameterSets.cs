namespace PoseStream.Core.Video;

/// <summary>What a decoder must know of an H.264 stream before its first picture: one NAL unit each, without start code.</summary>
public sealed record ParameterSets(ReadOnlyMemory<byte> Sequence, ReadOnlyMemory<byte> Picture)
{
    // Header byte, profile, constraints, level.
    private const int LeastSequenceLength = 4;

    /// <summary>Profile, constraint flags and level, as six hexadecimal digits (RFC 6184 §8.1, profile-level-id).</summary>
    public string ProfileLevelId => Convert.ToHexString(Sequence.Span[1..LeastSequenceLength]);

    /// <summary>Those that travel with a key frame; null where it has none.</summary>
    public static ParameterSets? Of(AccessUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var sequence = unit.NalUnits.FirstOrDefault(nal => AnnexB.TypeOf(nal.Span) == NalUnitType.SequenceParameterSet);
        var picture = unit.NalUnits.FirstOrDefault(nal => AnnexB.TypeOf(nal.Span) == NalUnitType.PictureParameterSet);
        return sequence.Length < LeastSequenceLength || picture.IsEmpty ? null : new ParameterSets(sequence, picture);
    }
}
