using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>Zeroed memory outside the garbage collector's reach, aligned for vector loads.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 64;

    /// <param name="byteCount">At least 1.</param>
    public NativeBuffer(nuint byteCount)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfZero(byteCount);
        ByteCount = byteCount;
        SetHandle((nint)NativeMemory.AlignedAlloc(byteCount, Alignment));
        NativeMemory.Clear((void*)handle, byteCount);
        GC.AddMemoryPressure((long)byteCount);
    }

    public nuint ByteCount { get; }

    public override bool IsInvalid => handle == 0;

    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(NativeBuffer)) : handle;

    /// <summary>Valid until this buffer is disposed.</summary>
    public Span<T> AsSpan<T>()
        where T : unmanaged => new((void*)Pointer, (int)(ByteCount / (nuint)sizeof(T)));

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)ByteCount);
        return true;
    }
}
