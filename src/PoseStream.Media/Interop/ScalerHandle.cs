using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>A SwsContext, made anew where the pictures change. Used from one thread, as every native object here.</summary>
internal sealed unsafe class ScalerHandle(FFmpegApi api) : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>The scaler that turns pictures of one format into another of the same size; null where FFmpeg has none.</summary>
    public byte* For(int width, int height, int format, int targetFormat)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        SetHandle((nint)api.Scale.GetCached((byte*)handle, width, height, format, width, height, targetFormat, AvConstant.ScaleFastBilinear, null, null, null));
        return (byte*)handle;
    }

    protected override bool ReleaseHandle()
    {
        api.Scale.Free((byte*)handle);
        return true;
    }
}
