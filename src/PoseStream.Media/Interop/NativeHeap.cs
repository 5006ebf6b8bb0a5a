using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>The C library's heap, from which FFmpeg takes what a connection needs.</summary>
internal static unsafe class NativeHeap
{
    private static readonly delegate* unmanaged[Cdecl]<nuint, int> MallocTrim = Find();

    /// <summary>
    /// Gives back to the system what is free. Each thread has an arena there (glibc), and what a connection leaves in the arena of a thread that ended with it, the next one,
    /// in another arena, does not use again: a service whose camera comes and goes would grow with every connection. Nothing where the C library has no such call.
    /// </summary>
    public static void Trim()
    {
        if (MallocTrim != null)
        {
            _ = MallocTrim(0);
        }
    }

    private static delegate* unmanaged[Cdecl]<nuint, int> Find() =>
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var address)
            ? (delegate* unmanaged[Cdecl]<nuint, int>)address
            : null;
}
