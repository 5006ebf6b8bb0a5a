using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>The picture of a contract: planar 4:2:0, BT.601, full range, without padding.</summary>
internal static class ContractPicture
{
    private static readonly FrameStamp Stamp = new(new CameraId("test"), new StreamEpoch(1), 0, default);

    /// <param name="expected">Names the width and the height.</param>
    public static FrameLease Rent(FramePool pool, string path, JsonElement expected)
    {
        var geometry = new FrameGeometry(expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32());
        var lease = pool.Rent(geometry, Stamp, CancellationToken.None);
        var (frame, bytes) = (lease.Frame, File.ReadAllBytes(path));
        frame.Color = new ColorSpec(ColorMatrix.Bt601, true);
        var from = Copy(bytes, 0, frame.Buffer, frame.Layout.LumaStride, geometry.Width, geometry.Height);
        from = Copy(bytes, from, frame.Buffer[frame.Layout.UOffset..], frame.Layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight);
        Assert.Equal(bytes.Length, Copy(bytes, from, frame.Buffer[frame.Layout.VOffset..], frame.Layout.ChromaStride, geometry.ChromaWidth, geometry.ChromaHeight));
        return lease;
    }

    private static int Copy(byte[] bytes, int from, Span<byte> plane, int stride, int width, int height)
    {
        for (var row = 0; row < height; row++, from += width)
        {
            bytes.AsSpan(from, width).CopyTo(plane[(row * stride)..]);
        }

        return from;
    }
}
