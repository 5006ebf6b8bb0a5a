using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using PoseStream.Grpc.Wire;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class MessageReaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task ReadAsync_BytesArriveOneByOne_GivesEveryMessage()
    {
        var bytes = Framed(new Vector3 { X = 1.5f }, new Vector3(), new Vector3 { Z = -2.25f });
        var pipe = new Pipe();
        var reader = new MessageReader<Vector3>(pipe.Reader, 1024, null);

        var reading = ReadAllAsync(reader);
        foreach (var one in bytes)
        {
            await pipe.Writer.WriteAsync(new[] { one });
        }

        await pipe.Writer.CompleteAsync();
        var messages = await reading.WaitAsync(Patience);

        Assert.Equal([new Vector3 { X = 1.5f }, new Vector3(), new Vector3 { Z = -2.25f }], messages);
    }

    [Fact]
    public async Task ReadAsync_SharedAndOwnPart_AreOneMessage()
    {
        var output = new ArrayBufferWriter<byte>();
        var shared = new StreamPosesResponse { Frame = new PoseFrame { StreamId = "gate", Sequence = 7 } }.ToByteArray();
        MessageFrame.Write(output, shared, new StreamPosesResponse { Missed = 3 });

        var message = await ReaderOf<StreamPosesResponse>(output.WrittenSpan.ToArray()).ReadAsync(default);

        Assert.Equal(new StreamPosesResponse { Frame = new PoseFrame { StreamId = "gate", Sequence = 7 }, Missed = 3 }, message);
    }

    [Fact]
    public async Task ReadAsync_LengthOverTheLimit_IsResourceExhaustedBeforeTheBodyArrives()
    {
        var error = await FailureOfAsync([0, 0, 0, 4, 1], null);
        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Code);
        Assert.Contains("1025", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", GrpcStatusCode.Unimplemented)]
    [InlineData("identity", GrpcStatusCode.Internal)]
    [InlineData(null, GrpcStatusCode.Internal)]
    public async Task ReadAsync_CompressedMessage_IsRefused(string? encoding, GrpcStatusCode expected) =>
        Assert.Equal(expected, (await FailureOfAsync([1, 0, 0, 0, 0], encoding)).Code);

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 13, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 13 })]
    public async Task ReadAsync_CutShortOrNotProtobuf_IsInternal(byte[] bytes) =>
        Assert.Equal(GrpcStatusCode.Internal, (await FailureOfAsync(bytes, null)).Code);

    private static Task<GrpcStatusException> FailureOfAsync(byte[] bytes, string? encoding) =>
        Assert.ThrowsAsync<GrpcStatusException>(async () => await ReaderOf<Vector3>(bytes, encoding).ReadAsync(default));

    private static MessageReader<T> ReaderOf<T>(byte[] bytes, string? encoding = null)
        where T : class, IMessage<T>, new() =>
        new(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), 1024, encoding);

    private static byte[] Framed(params IMessage[] messages)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            MessageFrame.Write(output, message);
        }

        return output.WrittenSpan.ToArray();
    }

    private static async Task<List<T>> ReadAllAsync<T>(MessageReader<T> reader)
        where T : class, IMessage<T>, new()
    {
        var messages = new List<T>();
        while (await reader.ReadAsync(default) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }
}
