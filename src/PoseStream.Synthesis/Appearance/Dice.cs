using System.Numerics;

namespace PoseStream.Synthesis.Appearance;

/// <summary>A small seeded generator (xorshift64*): the same seed gives the same people and worlds on every machine. Not thread-safe.</summary>
public sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed)
    {
        _state = (seed * 0x9E3779B97F4A7C15UL) + 0x1234567UL;
        if (_state == 0)
        {
            _state = 1;
        }

        for (var i = 0; i < 4; i++)
        {
            NextBits();
        }
    }

    public uint NextBits()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (uint)((_state * 0x2545F4914F6CDD1DUL) >> 32);
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public float Unit() => (NextBits() >> 8) * (1f / 16777216);

    public float Uniform(float from, float to) => from + ((to - from) * Unit());

    /// <summary>Uniform in the logarithm: as many between 1 and 2 as between 2 and 4.</summary>
    public float LogUniform(float from, float to) => MathF.Exp(Uniform(MathF.Log(from), MathF.Log(to)));

    /// <summary>A bell curve that never goes beyond 4.2 sigma.</summary>
    public float Normal(float mean, float sigma)
    {
        var sum = 0f;
        for (var i = 0; i < 6; i++)
        {
            sum += Unit();
        }

        return mean + (sigma * (sum - 3) * 1.41421356f);
    }

    public bool Chance(float probability) => Unit() < probability;

    public int Below(int count) => (int)(Unit() * count);

    /// <summary>-1 or 1.</summary>
    public float Sign() => (NextBits() & 1) == 0 ? -1 : 1;

    public T Pick<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>A turn about the vertical of the world, any direction alike.</summary>
    public Quaternion Heading() => Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Uniform(-MathF.PI, MathF.PI));
}
