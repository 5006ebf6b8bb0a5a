using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>What the network loop needs of the C library. Named in full: a plain "libc" is a linker script where developer files are installed.</summary>
internal static unsafe partial class SystemCalls
{
    private const string Library = "libc.so.6";

    public const int EventFdNonBlocking = 0x800;
    public const int EventFdCloseOnExec = 0x80000;
    public const int ShutDownBoth = 2;

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeout_ms);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "read")]
    public static partial nint Read(int descriptor, void* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write")]
    public static partial nint Write(int descriptor, void* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "shutdown")]
    public static partial int ShutDown(int socket, int how);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);
}
