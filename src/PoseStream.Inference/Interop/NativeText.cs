using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>A name as NUL-terminated UTF-8 in native memory, so that binding it again at every run allocates nothing.</summary>
internal sealed class NativeText : SafeHandle
{
    public NativeText(string text)
        : base(0, ownsHandle: true) => SetHandle(Marshal.StringToCoTaskMemUTF8(text));

    public override bool IsInvalid => handle == 0;

    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(NativeText)) : handle;

    protected override bool ReleaseHandle()
    {
        Marshal.FreeCoTaskMem(handle);
        return true;
    }
}
