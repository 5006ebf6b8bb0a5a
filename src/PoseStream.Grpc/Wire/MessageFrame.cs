using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace PoseStream.Grpc.Wire;

/// <summary>A message on the wire: one byte of flags (0: not compressed), four bytes of length (big endian), the message.</summary>
internal static class MessageFrame
{
    public const int HeaderLength = 5;

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var length = message.CalculateSize();
        WriteHeader(output, length);
        WriteMessage(output, message, length);
    }

    /// <summary>A message in two parts. Protobuf merges by concatenation, so <paramref name="shared"/> is serialised once for all receivers.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> shared, IMessage own)
    {
        var ownLength = own.CalculateSize();
        WriteHeader(output, checked(shared.Length + ownLength));
        output.Write(shared);
        WriteMessage(output, own, ownLength);
    }

    private static void WriteHeader(IBufferWriter<byte> output, int length)
    {
        var header = output.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        output.Advance(HeaderLength);
    }

    private static void WriteMessage(IBufferWriter<byte> output, IMessage message, int length)
    {
        if (length == 0)
        {
            return;
        }

        message.WriteTo(output.GetSpan(length)[..length]);
        output.Advance(length);
    }
}
