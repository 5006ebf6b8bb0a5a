using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PoseStream.Daemon.Web;

/// <summary>One event of an event stream, as HTML defines it: its name, and one line of JSON.</summary>
internal static class ServerSentEvent
{
    private static readonly byte[] End = "\n\n"u8.ToArray();

    /// <param name="write">Writes one JSON value.</param>
    public static ReadOnlyMemory<byte> Of(string name, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        buffer.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        buffer.Write(End);
        return buffer.WrittenMemory;
    }
}
