using System.Numerics;
using PoseStream.Core.BodyModels;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// The 126 channels of D3KE: 6 of the pelvis' rotation, 51 of its scale factors, 69 of its angles (facts: model contracts §9.1, §9.2). The rotation's are read as they are;
/// every other is 2 sigmoid(v) - 1 and then a share of the way from the middle of its range to the end. Frame networks give each channel as a map, whose mean counts: that
/// of the raw values for the rotation, that of the sigmoids for the rest.
/// </summary>
internal static class D3keHead
{
    public const int Channels = RotationChannels + ScaleFactors + Angles;

    private const int RotationChannels = 6;
    private const int ScaleFactors = 51;
    private const int Angles = D3keFeatures.AngleCount;

    // Shorter columns point nowhere.
    private const float LeastLength = 1e-6f;

    /// <summary>Scales, rotation and angles of the channels.</summary>
    /// <param name="maps">Channel after channel, <paramref name="cells"/> values each; one for a sequence network.</param>
    /// <param name="features">As <see cref="D3keFeatures.WithoutPoints"/>.</param>
    /// <returns>False where something is no number or the rotation is none: the features are not to be used then.</returns>
    public static bool TryDecode(ReadOnlySpan<float> maps, int cells, Span<float> features)
    {
        var scales = features[..(3 * D3keFeatures.BodyCount)];
        var rotation = features.Slice(scales.Length, 9);
        var angles = features[(scales.Length + rotation.Length)..];
        Span<float> six = stackalloc float[RotationChannels];
        for (var i = 0; i < RotationChannels; i++)
        {
            six[i] = Mean(maps.Slice(i * cells, cells));
        }

        Span<float> factors = stackalloc float[ScaleFactors];
        for (var i = 0; i < ScaleFactors; i++)
        {
            var range = D3keScales.Factors[i];
            factors[i] = (Share(maps.Slice((RotationChannels + i) * cells, cells)) * range.Amplitude) + range.Mean;
        }

        D3keScales.Spread(factors, scales);
        for (var i = 0; i < Angles; i++)
        {
            var range = D3keAngles.All[i];
            angles[i] = (Share(maps.Slice((RotationChannels + ScaleFactors + i) * cells, cells)) * range.HalfRange_rad) + range.Middle_rad;
        }

        return TryRotation(six, rotation) && AreFinite(features);
    }

    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first three numbers are the first column, the second column is what of the others is at right angles to it, the third follows.</summary>
    private static bool TryRotation(ReadOnlySpan<float> six, Span<float> rows)
    {
        var a = new Vector3(six[0], six[1], six[2]);
        var b = new Vector3(six[3], six[4], six[5]);
        var x = Vector3.Normalize(a);
        var across = b - (Vector3.Dot(x, b) * x);
        var y = Vector3.Normalize(across);
        var z = Vector3.Cross(x, y);
        for (var row = 0; row < 3; row++)
        {
            (rows[3 * row], rows[(3 * row) + 1], rows[(3 * row) + 2]) = (x[row], y[row], z[row]);
        }

        return a.Length() > LeastLength && across.Length() > LeastLength && AreFinite(rows);
    }

    private static float Mean(ReadOnlySpan<float> cells)
    {
        var sum = 0f;
        foreach (var value in cells)
        {
            sum += value;
        }

        return sum / cells.Length;
    }

    private static float Share(ReadOnlySpan<float> cells)
    {
        var sum = 0f;
        foreach (var value in cells)
        {
            sum += Logistic.Of(value);
        }

        return (2 * sum / cells.Length) - 1;
    }
}
