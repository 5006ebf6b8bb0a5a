using Microsoft.Win32.SafeHandles;

namespace PoseStream.Daemon.Watching;

/// <summary>Standard output as it is: the runtime's own hides that a pipe's reader has gone, and 'posestream watch | head' would never end.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Each line leaves at once.</summary>
    public static TextWriter Open()
    {
        // A stream over a file would write at a place of its own, and standard error may go to the same file.
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.Out : new StreamWriter(stream) { AutoFlush = true };
    }
}
