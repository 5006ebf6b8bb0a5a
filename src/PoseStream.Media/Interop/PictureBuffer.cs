using PoseStream.Core.Frames;

namespace PoseStream.Media.Interop;

/// <summary>An AVFrame with memory for one 8-bit 4:2:0 picture, filled again and again for an encoder.</summary>
internal sealed unsafe class PictureBuffer : NativeHandle
{
    private readonly FrameGeometry _geometry;

    public PictureBuffer(FFmpegApi api, FrameGeometry geometry)
        : base(api, api.Util.FrameAllocate(), "av_frame_alloc")
    {
        _geometry = geometry;
        *(int*)(Pointer + FFmpegLayout.FrameWidth) = geometry.Width;
        *(int*)(Pointer + FFmpegLayout.FrameHeight) = geometry.Height;
        *(int*)(Pointer + FFmpegLayout.FrameFormat) = AvConstant.PixelFormatYuv420P;
        var code = api.Util.FrameGetBuffer(Pointer, 0);
        if (code < 0)
        {
            Dispose();
            throw new InsufficientMemoryException($"no memory for a picture of {geometry.Width}x{geometry.Height}: {api.ErrorText(code)}");
        }
    }

    /// <param name="planes">As <see cref="PlaneLayout.For"/> says.</param>
    /// <param name="number">Becomes the time stamp, in the encoder's time base.</param>
    /// <returns>Zero, or FFmpeg's negative code.</returns>
    public int Fill(ReadOnlySpan<byte> planes, long number)
    {
        var layout = PlaneLayout.For(_geometry);
        var end = layout.VOffset + (layout.ChromaStride * _geometry.ChromaHeight);
        if (planes.Length < end)
        {
            throw new ArgumentException($"a picture of {_geometry.Width}x{_geometry.Height} takes {end} bytes, not {planes.Length}", nameof(planes));
        }

        // An encoder may hold on to the picture before.
        var code = Api.Util.FrameMakeWritable(Pointer);
        if (code < 0)
        {
            return code;
        }

        *(long*)(Pointer + FFmpegLayout.FramePts) = number;
        CopyPlane(planes, layout.LumaStride, 0, _geometry.Width, _geometry.Height);
        CopyPlane(planes[layout.UOffset..], layout.ChromaStride, 1, _geometry.ChromaWidth, _geometry.ChromaHeight);
        CopyPlane(planes[layout.VOffset..], layout.ChromaStride, 2, _geometry.ChromaWidth, _geometry.ChromaHeight);
        return 0;
    }

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Util.FrameFree(&pointer);
        return true;
    }

    private void CopyPlane(ReadOnlySpan<byte> source, int sourceStride, int plane, int width, int height)
    {
        var target = ((byte**)(Pointer + FFmpegLayout.FrameData))[plane];
        var targetStride = ((int*)(Pointer + FFmpegLayout.FrameLineSize))[plane];
        for (var row = 0; row < height; row++)
        {
            source.Slice(row * sourceStride, width).CopyTo(new Span<byte>(target + ((long)row * targetStride), width));
        }
    }
}
