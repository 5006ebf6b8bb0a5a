using System.Numerics;
using System.Runtime.InteropServices;

namespace PoseStream.Inference.Preprocessing;

/// <summary>Turns a row of Y'CbCr samples into one channel of the network's input.</summary>
internal static class ColorRow
{
    /// <summary>All four spans are of the same length.</summary>
    public static void Convert(in ColorConversion conversion, ReadOnlySpan<float> y, ReadOnlySpan<float> u, ReadOnlySpan<float> v, Span<float> channel)
    {
        var (luma, fromU, fromV, offset, gain, bias) = conversion;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(channel);
        var yVectors = MemoryMarshal.Cast<float, Vector<float>>(y);
        var uVectors = MemoryMarshal.Cast<float, Vector<float>>(u);
        var vVectors = MemoryMarshal.Cast<float, Vector<float>>(v);
        var white = new Vector<float>(255);
        for (var i = 0; i < vectors.Length; i++)
        {
            var color = Vector.MultiplyAddEstimate(yVectors[i], new Vector<float>(luma), new Vector<float>(offset));
            color = Vector.MultiplyAddEstimate(uVectors[i], new Vector<float>(fromU), color);
            color = Vector.MultiplyAddEstimate(vVectors[i], new Vector<float>(fromV), color);
            color = Vector.Min(Vector.Max(color, Vector<float>.Zero), white);
            vectors[i] = Vector.MultiplyAddEstimate(color, new Vector<float>(gain), new Vector<float>(bias));
        }

        for (var i = vectors.Length * Vector<float>.Count; i < channel.Length; i++)
        {
            channel[i] = conversion.Normalize(Math.Clamp((y[i] * luma) + (u[i] * fromU) + (v[i] * fromV) + offset, 0, 255));
        }
    }
}
