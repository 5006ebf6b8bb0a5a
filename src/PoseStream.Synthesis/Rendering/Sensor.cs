using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Spoils rendered pictures in place as lenses, chips and encoders do. Keeps its buffers; not thread-safe.</summary>
public sealed class Sensor
{
    private readonly BlockCompression _compression = new();
    private byte[] _scratch = [];

    /// <param name="rgb">Height x width x 3.</param>
    /// <param name="dice">For the noise.</param>
    public void Apply(SensorSettings settings, Span<byte> rgb, FrameGeometry geometry, Dice dice)
    {
        if (_scratch.Length < rgb.Length)
        {
            _scratch = new byte[rgb.Length];
        }

        if (settings.Resolution < 1)
        {
            Rescale(rgb, geometry, settings.Resolution);
        }

        for (var pass = 0; pass < settings.BlurAcross; pass++)
        {
            BlurAcross(rgb, geometry);
        }

        for (var pass = 0; pass < settings.BlurDown; pass++)
        {
            BlurDown(rgb, geometry);
        }

        Develop(settings, rgb, geometry, dice);
        if (settings.Quality > 0)
        {
            _compression.Apply(rgb, geometry, settings.Quality);
        }
    }

    private void BlurAcross(Span<byte> rgb, FrameGeometry geometry)
    {
        const int Pixel = 3;
        rgb.CopyTo(_scratch);
        var length = geometry.Width * Pixel;
        for (var y = 0; y < geometry.Height && geometry.Width > 1; y++)
        {
            var from = _scratch.AsSpan(y * length, length);
            var to = rgb.Slice(y * length, length);
            Smooth(from[..^(2 * Pixel)], from[Pixel..^Pixel], from[(2 * Pixel)..], to[Pixel..^Pixel]);
            // Beyond the edge lies what is on it.
            Smooth(from[..Pixel], from[..Pixel], from[Pixel..(2 * Pixel)], to[..Pixel]);
            Smooth(from[^(2 * Pixel)..^Pixel], from[^Pixel..], from[^Pixel..], to[^Pixel..]);
        }
    }

    private void BlurDown(Span<byte> rgb, FrameGeometry geometry)
    {
        rgb.CopyTo(_scratch);
        var length = geometry.Width * 3;
        for (var y = 0; y < geometry.Height; y++)
        {
            Smooth(
                _scratch.AsSpan(Math.Max(y - 1, 0) * length, length), _scratch.AsSpan(y * length, length),
                _scratch.AsSpan(Math.Min(y + 1, geometry.Height - 1) * length, length), rgb.Slice(y * length, length));
        }
    }

    /// <summary>1-2-1, rounded; all of one length.</summary>
    private static void Smooth(ReadOnlySpan<byte> before, ReadOnlySpan<byte> at, ReadOnlySpan<byte> after, Span<byte> to)
    {
        var i = 0;
        var two = new Vector<ushort>(2);
        for (; i <= to.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(before[i..]), out var beforeLow, out var beforeHigh);
            Vector.Widen(new Vector<byte>(at[i..]), out var low, out var high);
            Vector.Widen(new Vector<byte>(after[i..]), out var afterLow, out var afterHigh);
            Vector.Narrow((beforeLow + low + low + afterLow + two) >> 2, (beforeHigh + high + high + afterHigh + two) >> 2).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] = (byte)((before[i] + (2 * at[i]) + after[i] + 2) >> 2);
        }
    }

    private void Rescale(Span<byte> rgb, FrameGeometry geometry, float share)
    {
        var width = Math.Max(4, (int)(geometry.Width * share));
        var height = Math.Max(4, (int)(geometry.Height * share));
        Resample(rgb, geometry.Width, geometry.Height, _scratch, width, height);
        Resample(_scratch, width, height, rgb, geometry.Width, geometry.Height);
    }

    private static void Resample(ReadOnlySpan<byte> from, int fromWidth, int fromHeight, Span<byte> to, int width, int height)
    {
        for (var y = 0; y < height; y++)
        {
            var sy = Math.Clamp((((y + 0.5f) * fromHeight / height) - 0.5f) * 256, 0, (fromHeight - 1) * 256);
            var (iy, fy) = ((int)sy >> 8, (int)sy & 255);
            var top = from.Slice(iy * fromWidth * 3, fromWidth * 3);
            var bottom = from.Slice(Math.Min(iy + 1, fromHeight - 1) * fromWidth * 3, fromWidth * 3);
            for (var x = 0; x < width; x++)
            {
                var sx = Math.Clamp((((x + 0.5f) * fromWidth / width) - 0.5f) * 256, 0, (fromWidth - 1) * 256);
                var (ix, fx) = (((int)sx >> 8) * 3, (int)sx & 255);
                var right = Math.Min(ix + 3, (fromWidth - 1) * 3);
                for (var c = 0; c < 3; c++)
                {
                    var high = (top[ix + c] * (256 - fx)) + (top[right + c] * fx);
                    var low = (bottom[ix + c] * (256 - fx)) + (bottom[right + c] * fx);
                    to[(((y * width) + x) * 3) + c] = (byte)(((high * (256 - fy)) + (low * fy) + 32768) >> 16);
                }
            }
        }
    }

    private static void Develop(SensorSettings settings, Span<byte> rgb, FrameGeometry geometry, Dice dice)
    {
        Span<float> curves = stackalloc float[3 * 256];
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < 256; i++)
            {
                var value = MathF.Pow(Math.Min(i / 255f * settings.Gain[c], 1.2f), settings.Gamma);
                curves[(c * 256) + i] = 255 * (0.45f + ((value - 0.45f) * settings.Contrast));
            }
        }

        var phase = dice.Uniform(0, MathF.Tau);
        var bands = dice.Uniform(2, 9) * MathF.Tau / geometry.Height;
        for (var y = 0; y < geometry.Height; y++)
        {
            var band = settings.Flicker > 0 ? 1 - (settings.Flicker * (1 + MathF.Sin(phase + (y * bands)))) : 1;
            var row = rgb.Slice(y * geometry.Width * 3, geometry.Width * 3);
            if (settings is { Saturation: 1, Flicker: 0, GreyNoise: false })
            {
                DevelopRow(row, curves, settings.Noise, dice);
                continue;
            }

            for (var x = 0; x < row.Length; x += 3)
            {
                var color = new Vector3(curves[row[x]], curves[256 + row[x + 1]], curves[512 + row[x + 2]]) * band;
                var grey = Vector3.Dot(color, new Vector3(0.2126f, 0.7152f, 0.0722f));
                color = Vector3.Lerp(new Vector3(grey), color, settings.Saturation);
                if (settings.Noise > 0)
                {
                    color += settings.Noise * (settings.GreyNoise ? new Vector3(Grain(dice)) : new Vector3(Grain(dice), Grain(dice), Grain(dice)));
                }

                color = Vector3.Clamp(color, Vector3.Zero, new Vector3(255));
                row[x] = (byte)(color.X + 0.5f);
                row[x + 1] = (byte)(color.Y + 0.5f);
                row[x + 2] = (byte)(color.Z + 0.5f);
            }
        }
    }

    /// <summary>The same for colours that stay apart.</summary>
    private static void DevelopRow(Span<byte> row, ReadOnlySpan<float> curves, float noise, Dice dice)
    {
        for (var x = 0; x < row.Length; x += 3)
        {
            for (var c = 0; c < 3; c++)
            {
                var value = curves[(c << 8) + row[x + c]];
                value = noise > 0 ? value + (noise * Grain(dice)) : value;
                row[x + c] = (byte)(Math.Clamp(value, 0, 255) + 0.5f);
            }
        }
    }

    /// <summary>A rough bell curve of standard deviation 1 from the four bytes of one draw.</summary>
    private static float Grain(Dice dice)
    {
        var bits = dice.NextBits();
        return ((int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >> 24)) - 510) * (1 / 147.8f);
    }
}
