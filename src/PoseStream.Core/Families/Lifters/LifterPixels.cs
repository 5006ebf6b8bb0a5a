using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Lifters;

/// <summary>From a window of poses to the numbers that lifters read.</summary>
internal static class LifterPixels
{
    /// <summary>
    /// Writes [T,J,channels]: frame pixels, and how sure the joint is. Lifters were trained with all joints: one that is absent is where it was last seen, or first will be; one that was never
    /// seen is in the middle of the others. It counts as not sure at all.
    /// </summary>
    /// <returns>False where there is no joint at all.</returns>
    public static bool Write(PoseWindow window, int channels, Span<float> input)
    {
        var joints = window[0].Joints.Length;
        var seen = 0;
        for (var j = 0; j < joints; j++)
        {
            seen += WriteJoint(window, j, channels, input) ? 1 : 0;
        }

        for (var t = 0; seen < joints && seen > 0 && t < window.Length; t++)
        {
            FillWithMiddle(input.Slice(t * joints * channels, joints * channels), channels);
        }

        return seen > 0;
    }

    /// <summary>The picture's width becomes -1 to 1, its height what keeps the aspect (facts: model contracts §12.1).</summary>
    public static void ToScreen(Span<float> input, int channels, FrameGeometry frame)
    {
        var (scale, rise) = (2f / frame.Width, (float)frame.Height / frame.Width);
        for (var i = 0; i < input.Length; i += channels)
        {
            input[i] = (input[i] * scale) - 1;
            input[i + 1] = (input[i + 1] * scale) - rise;
        }
    }

    private static bool WriteJoint(PoseWindow window, int joint, int channels, Span<float> input)
    {
        var stride = window[0].Joints.Length * channels;
        var first = -1;
        var last = new Vector2(float.NaN);
        for (var t = 0; t < window.Length; t++)
        {
            ref readonly var estimate = ref window[t].Joints[joint];
            var isSeen = estimate.IsPresent && float.IsFinite(estimate.Pixel.X) && float.IsFinite(estimate.Pixel.Y);
            if (isSeen)
            {
                last = estimate.Pixel;
                first = first < 0 ? t : first;
            }

            Set(input.Slice((t * stride) + (joint * channels), channels), last, isSeen ? estimate.Confidence : 0);
        }

        for (var t = 0; t < first; t++)
        {
            var later = input.Slice((first * stride) + (joint * channels), 2);
            Set(input.Slice((t * stride) + (joint * channels), channels), new Vector2(later[0], later[1]), 0);
        }

        return first >= 0;
    }

    private static void Set(Span<float> place, Vector2 pixel, float confidence)
    {
        (place[0], place[1]) = (pixel.X, pixel.Y);
        if (place.Length > 2)
        {
            place[2] = confidence;
        }
    }

    private static void FillWithMiddle(Span<float> frame, int channels)
    {
        var (sum, count) = (Vector2.Zero, 0);
        for (var i = 0; i < frame.Length; i += channels)
        {
            if (float.IsFinite(frame[i]))
            {
                sum += new Vector2(frame[i], frame[i + 1]);
                count++;
            }
        }

        for (var i = 0; i < frame.Length; i += channels)
        {
            if (!float.IsFinite(frame[i]))
            {
                (frame[i], frame[i + 1]) = (sum.X / count, sum.Y / count);
            }
        }
    }
}
