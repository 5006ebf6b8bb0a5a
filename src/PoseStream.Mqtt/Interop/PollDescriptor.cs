using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>struct pollfd of poll.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public const short In = 0x1;
    public const short Out = 0x4;

    public int FileDescriptor;
    public short Wanted;

    /// <summary>May also tell of errors and hang-ups, unasked.</summary>
    public short Seen;
}
