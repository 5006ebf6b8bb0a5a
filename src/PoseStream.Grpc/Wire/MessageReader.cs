using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace PoseStream.Grpc.Wire;

/// <summary>Reads framed messages, on the server as well as on the client.</summary>
/// <param name="encoding">The grpc-encoding header of the side that sends; null where there is none.</param>
internal sealed class MessageReader<T>(PipeReader input, int maxMessageBytes, string? encoding)
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(() => new T());

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="GrpcStatusException">RESOURCE_EXHAUSTED: too large. UNIMPLEMENTED: compressed. INTERNAL: cut short or not protobuf.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (TryTake(ref buffer, out var message))
            {
                input.AdvanceTo(buffer.Start);
                return message;
            }

            if (read.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new GrpcStatusException(GrpcStatusCode.Internal, "the body ends within a message");
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private bool TryTake(ref ReadOnlySequence<byte> buffer, out T? message)
    {
        message = null;
        if (buffer.Length < MessageFrame.HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[MessageFrame.HeaderLength];
        buffer.Slice(0, MessageFrame.HeaderLength).CopyTo(header);
        RefuseCompressed(header[0]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > maxMessageBytes)
        {
            throw new GrpcStatusException(
                GrpcStatusCode.ResourceExhausted, $"the message has {length} bytes, more than the limit of {maxMessageBytes}");
        }

        if (buffer.Length < MessageFrame.HeaderLength + length)
        {
            return false;
        }

        message = Parse(buffer.Slice(MessageFrame.HeaderLength, length));
        buffer = buffer.Slice(MessageFrame.HeaderLength + length);
        return true;
    }

    private void RefuseCompressed(byte flags)
    {
        if (flags == 0)
        {
            return;
        }

        // The compression specification: a flag without an encoding is the sender's fault, an unknown encoding is ours.
        throw encoding is null or "identity"
            ? new GrpcStatusException(GrpcStatusCode.Internal, "the message is marked as compressed, but grpc-encoding names no compression")
            : new GrpcStatusException(GrpcStatusCode.Unimplemented, $"compression '{encoding}' is not supported: send uncompressed messages");
    }

    private static T Parse(ReadOnlySequence<byte> bytes)
    {
        try
        {
            return Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException notProtobuf)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, $"the message is not a {typeof(T).Name}", notProtobuf);
        }
    }
}
