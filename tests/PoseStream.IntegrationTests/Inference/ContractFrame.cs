using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>The frame that the scripts beside the contract networks compute on: planar Y'CbCr 4:2:0, BT.601, full range.</summary>
internal static class ContractFrame
{
    private static readonly FrameStamp Stamp = new(new CameraId("test"), new StreamEpoch(1), 0, default);

    public static FrameLease Rent(FramePool pool, FrameGeometry geometry, string path)
    {
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
