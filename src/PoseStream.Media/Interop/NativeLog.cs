using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PoseStream.Media.Interop;

/// <summary>
/// FFmpeg's process-wide log callback. A line goes to the reader of the thread it is written on (a source's own thread), else to the library's.
/// </summary>
internal static unsafe class NativeLog
{
    // Longer than any address in use: a cut line could lose the '@' by which credentials are recognised.
    private const int LineCapacity = 4096;

    [ThreadStatic]
    private static INativeLogReader? _ofThread;

    private static volatile INativeLogReader? _ofProcess;
    private static FFmpegApi? _api;

    public static void Install(FFmpegApi api, INativeLogReader reader)
    {
        _api = api;
        _ofProcess = reader;
        delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, void> callback = &OnLine;
        api.Util.LogSetCallback((nint)callback);
    }

    /// <summary>Sends this thread's lines to <paramref name="reader"/>; returns the reader before it, to be set again.</summary>
    public static INativeLogReader? ReadThread(INativeLogReader? reader)
    {
        var before = _ofThread;
        _ofThread = reader;
        return before;
    }

    /// <param name="arguments">A va_list: an array on x64 and a 32-byte struct on arm64 Linux, so in both cases passed as a pointer, which only goes on to FFmpeg.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLine(byte* context, int level, byte* format, nint arguments)
    {
        var reader = _ofThread ?? _ofProcess;
        var plainLevel = level & 0xff;
        if (reader is null || _api is not { } api || level < 0 || plainLevel > reader.MaximumLevel)
        {
            return;
        }

        try
        {
            var buffer = stackalloc byte[LineCapacity];
            // FFmpeg's own prefix is a name and an address of memory: noise, and different each time.
            var printPrefix = 0;
            var length = api.Util.LogFormatLine(context, level, format, arguments, buffer, LineCapacity, &printPrefix);
            var line = ToLine(new ReadOnlySpan<byte>(buffer, Math.Clamp(length, 0, LineCapacity - 1)), cut: length >= LineCapacity);
            if (line.Length > 0)
            {
                reader.Read(plainLevel, line);
            }
        }
        catch (Exception)
        {
            // An exception cannot cross native frames, and a log line is not worth the process.
        }
    }

    private static string ToLine(ReadOnlySpan<byte> bytes, bool cut)
    {
        if (cut)
        {
            // The last word may be an address cut before its '@'.
            bytes = bytes[..Math.Max(0, bytes.LastIndexOf((byte)' '))];
        }

        return Encoding.UTF8.GetString(bytes).Trim();
    }
}
