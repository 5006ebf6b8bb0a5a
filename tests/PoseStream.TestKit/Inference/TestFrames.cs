using System.Diagnostics;
using System.Globalization;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;

namespace PoseStream.TestKit.Inference;

/// <summary>Frames for networks: noise, and real pictures that the ffmpeg program decodes.</summary>
public static class TestFrames
{
    private static readonly FrameStamp Stamp = new(new CameraId("test"), new StreamEpoch(1), 0, default);

    public static FrameLease Noise(FramePool pool, FrameGeometry geometry, ColorSpec color, int seed = 1)
    {
        var lease = Rent(pool, geometry, color);
        new Random(seed).NextBytes(lease.Frame.Buffer);
        return lease;
    }

    public static FrameLease Grey(FramePool pool, FrameGeometry geometry, byte luma)
    {
        var lease = Rent(pool, geometry, new ColorSpec(ColorMatrix.Bt601, true));
        lease.Frame.Buffer.Fill(128);
        lease.Frame.Buffer[..lease.Frame.Layout.UOffset].Fill(luma);
        return lease;
    }

    /// <summary>The picture of a video at <paramref name="seconds"/>, or a still picture at 0.</summary>
    /// <param name="color">What the file's colours are; ffmpeg passes the samples through as they are.</param>
    public static FrameLease Decode(FramePool pool, string path, double seconds, FrameGeometry geometry, ColorSpec color)
    {
        var format = color.FullRange ? "yuvj420p" : "yuv420p";
        string[] seek = seconds > 0 ? ["-ss", seconds.ToString(CultureInfo.InvariantCulture)] : [];
        var raw = RunFfmpeg(
            [.. seek, "-i", path, "-frames:v", "1",
            "-vf", $"scale={geometry.Width}:{geometry.Height}", "-f", "rawvideo", "-pix_fmt", format, "-"]);
        var lease = Rent(pool, geometry, color);
        var (frame, layout) = (lease.Frame, lease.Frame.Layout);
        var from = CopyPlane(raw, 0, frame.Buffer, layout.LumaStride, geometry.Width, geometry.Height);
        from = CopyPlane(raw, from, frame.Buffer[layout.UOffset..], layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
        from = CopyPlane(raw, from, frame.Buffer[layout.VOffset..], layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
        return from == raw.Length ? lease : throw new InvalidOperationException($"{path}: {raw.Length} bytes, expected {from}");
    }

    private static FrameLease Rent(FramePool pool, FrameGeometry geometry, ColorSpec color)
    {
        var lease = pool.Rent(geometry, Stamp, CancellationToken.None);
        lease.Frame.Color = color;
        return lease;
    }

    private static int CopyPlane(byte[] raw, int from, Span<byte> plane, int stride, int width, int height)
    {
        for (var row = 0; row < height; row++, from += width)
        {
            raw.AsSpan(from, width).CopyTo(plane[(row * stride)..]);
        }

        return from;
    }

    private static byte[] RunFfmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();
        return process.ExitCode == 0 && bytes.Length > 0
            ? bytes.ToArray()
            : throw new InvalidOperationException($"ffmpeg {string.Join(' ', arguments)}: exit {process.ExitCode}");
    }
}
