using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Reads an <see cref="Appearance"/> from a frame's planes: some points of the middle of a person's box, where the person is and not what is beside. A few microseconds, no network.
/// </summary>
public static class AppearanceSampler
{
    // Points across and down each band.
    private const int Across = 6;
    private const int Down = 10;

    // Shares of the box: the middle of its width, and from which to which height trunk and legs are.
    private const float Side = 0.3f;
    private const float TrunkTop = 0.16f;
    private const float Waist = 0.5f;
    private const float LegsEnd = 0.88f;

    // Chroma nearer to grey than this, of 8-bit samples, has no certain hue.
    private const float FullHue = 24;
    private const float Neutral = 128;

    /// <param name="box">Frame pixels; what lies outside of the frame is not read.</param>
    /// <returns>Not known for a box whose middle is outside of the frame.</returns>
    public static Appearance Sample(Frame frame, in BoundingBox box)
    {
        var appearance = default(Appearance);
        Span<float> bins = appearance;
        Sample(frame, box, TrunkTop, Waist, bins[..Appearance.BandLength]);
        Sample(frame, box, Waist, LegsEnd, bins[Appearance.BandLength..]);
        return appearance;
    }

    private static void Sample(Frame frame, in BoundingBox box, float top, float bottom, Span<float> bins)
    {
        var luma = frame.Luma;
        var u = frame.U;
        var v = frame.V;
        var count = 0;
        for (var row = 0; row < Down; row++)
        {
            var y = (int)MathF.Floor(box.Y1 + (box.Height * (top + ((bottom - top) * (row + 0.5f) / Down))));
            if (y < 0 || y >= frame.Geometry.Height)
            {
                continue;
            }

            for (var column = 0; column < Across; column++)
            {
                var x = (int)MathF.Floor(box.X1 + (box.Width * (Side + ((1 - (2 * Side)) * (column + 0.5f) / Across))));
                if (x < 0 || x >= frame.Geometry.Width)
                {
                    continue;
                }

                var chroma = ((y / 2) * frame.Layout.ChromaStride) + (x / 2);
                AddLuma(bins, luma[(y * frame.Layout.LumaStride) + x]);
                AddChroma(bins[Appearance.LumaBins..], u[chroma] - Neutral, v[chroma] - Neutral);
                count++;
            }
        }

        // A band of which half is out of the picture tells nothing.
        var scale = 2 * count >= Across * Down ? 1f / count : 0;
        foreach (ref var bin in bins)
        {
            bin *= scale;
        }
    }

    /// <summary>Shared between the two nearest bins, so that a little more light changes little.</summary>
    private static void AddLuma(Span<float> bins, byte luma)
    {
        var at = Math.Clamp((luma * Appearance.LumaBins / 256f) - 0.5f, 0, Appearance.LumaBins - 1);
        var low = (int)at;
        var high = Math.Min(low + 1, Appearance.LumaBins - 1);
        bins[low] += 1 - (at - low);
        bins[high] += at - low;
    }

    private static void AddChroma(Span<float> bins, float u, float v)
    {
        var colorful = Math.Min(1, MathF.Sqrt((u * u) + (v * v)) / FullHue);
        var at = (MathF.Atan2(v, u) + MathF.PI) * Appearance.HueBins / MathF.Tau;
        var low = (int)at % Appearance.HueBins;
        var share = at - MathF.Floor(at);
        bins[low] += colorful * (1 - share);
        bins[(low + 1) % Appearance.HueBins] += colorful * share;
        bins[Appearance.HueBins] += 1 - colorful;
    }
}
