using PoseStream.Core.Video;

namespace PoseStream.Synthesis.Cameras;

/// <summary>A clip that lies in memory whole.</summary>
public sealed class MemoryClip : IClip
{
    private readonly IReadOnlyList<AccessUnit> _units;

    /// <param name="duration_ns">See <see cref="IClip.Duration_ns"/>: the last picture's time and one interval more.</param>
    /// <exception cref="ArgumentException">The pictures cannot be played in a loop; the message says why.</exception>
    public MemoryClip(IReadOnlyList<AccessUnit> units, long duration_ns)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count == 0 || !units[0].IsKeyFrame || ParameterSets.Of(units[0]) is not { } sets)
        {
            throw new ArgumentException("a clip begins with a key frame that carries its parameter sets", nameof(units));
        }

        if (units[0].Time.Nanoseconds != 0 || units.Zip(units.Skip(1)).Any(pair => pair.Second.Time <= pair.First.Time))
        {
            throw new ArgumentException("the times of a clip begin at zero and increase", nameof(units));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration_ns, units[^1].Time.Nanoseconds);
        _units = units;
        Duration_ns = duration_ns;
        ParameterSets = sets;
    }

    public int Count => _units.Count;

    public long Duration_ns { get; }

    public ParameterSets ParameterSets { get; }

    public AccessUnit this[int index] => _units[index];
}
