using System.Runtime.CompilerServices;

namespace PoseStream.Core.Tracking;

/// <summary>
/// The colours that somebody wears: for the trunk and for the legs a histogram of brightness and one of hue, each summing to 1. It tells people apart who are in sight together;
/// it is no identity beyond that. All zero: not known.
/// </summary>
[InlineArray(Length)]
public struct Appearance
{
    internal const int LumaBins = 8;
    internal const int HueBins = 6;

    // The last chroma bin is for what has no hue.
    internal const int BandLength = LumaBins + HueBins + 1;
    internal const int Bands = 2;
    internal const int Length = Bands * BandLength;

    private float _first;

    public readonly bool IsKnown
    {
        get
        {
            ReadOnlySpan<float> bins = this;
            return bins.IndexOfAnyExcept(0f) >= 0;
        }
    }

    /// <summary>How alike two are, 0..1: the mean of the histograms' Bhattacharyya coefficients.</summary>
    public static float Similarity(in Appearance a, in Appearance b)
    {
        ReadOnlySpan<float> left = a;
        ReadOnlySpan<float> right = b;
        var sum = 0f;
        for (var i = 0; i < Length; i++)
        {
            sum += MathF.Sqrt(left[i] * right[i]);
        }

        return sum / (2 * Bands);
    }

    /// <summary>Takes a share of the way to <paramref name="seen"/>.</summary>
    public void Blend(in Appearance seen, float share)
    {
        ReadOnlySpan<float> from = seen;
        for (var i = 0; i < Length; i++)
        {
            this[i] += share * (from[i] - this[i]);
        }
    }
}
