using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>Owns one object of FFmpeg. Used from one thread, which also disposes it; the finaliser is only a net.</summary>
internal abstract unsafe class NativeHandle : SafeHandle
{
    protected NativeHandle(FFmpegApi api, byte* pointer, string function)
        : base(0, ownsHandle: true)
    {
        Api = api;
        if (pointer is null)
        {
            SetHandleAsInvalid();
            throw new InsufficientMemoryException($"FFmpeg's {function} returned nothing");
        }

        SetHandle((nint)pointer);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>For calls while this object is known to be alive.</summary>
    public byte* Pointer => IsClosed ? throw new ObjectDisposedException(GetType().Name) : (byte*)handle;

    protected FFmpegApi Api { get; }
}
