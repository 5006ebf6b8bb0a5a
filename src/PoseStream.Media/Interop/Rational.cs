using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>FFmpeg's fraction, with its memory layout.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Rational(int Numerator, int Denominator)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public bool IsPositive => Numerator > 0 && Denominator > 0;

    /// <summary>So many units of this, in nanoseconds.</summary>
    public long ToNanoseconds(long units) => (long)((Int128)units * Numerator * NanosecondsPerSecond / Denominator);
}
