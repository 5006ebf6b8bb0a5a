namespace PoseStream.Media.Interop;

/// <summary>An AVFrame, filled again and again: one decoded picture.</summary>
internal sealed unsafe class PictureHandle(FFmpegApi api) : NativeHandle(api, api.Util.FrameAllocate(), "av_frame_alloc")
{
    public int Width => Read(FFmpegLayout.FrameWidth);

    public int Height => Read(FFmpegLayout.FrameHeight);

    public int PixelFormat => Read(FFmpegLayout.FrameFormat);

    /// <summary>Width of a pixel by its height; 0 by something where the stream does not tell.</summary>
    public Rational PixelAspect => *(Rational*)(Pointer + Api.Layout.FramePixelAspect);

    public int ColorRange => Read(Api.Layout.FrameColorRange);

    public int ColorSpace => Read(Api.Layout.FrameColorSpace);

    /// <summary>In the stream's time base; <see cref="AvConstant.NoTimestamp"/> where FFmpeg could not tell.</summary>
    public long Timestamp => *(long*)(Pointer + Api.Layout.FrameBestEffortTimestamp);

    /// <summary>The pixels lie in a hardware decoder's memory.</summary>
    public bool IsInHardware => *(nint*)(Pointer + Api.Layout.FrameHardwareFrames) != 0;

    public byte** Planes => (byte**)(Pointer + FFmpegLayout.FrameData);

    public int* Strides => (int*)(Pointer + FFmpegLayout.FrameLineSize);

    public void Clear() => Api.Util.FrameUnreference(Pointer);

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Util.FrameFree(&pointer);
        return true;
    }

    private int Read(int offset) => *(int*)(Pointer + offset);
}
