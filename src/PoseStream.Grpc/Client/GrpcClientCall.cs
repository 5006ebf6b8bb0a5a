using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using Google.Protobuf;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Client;

/// <summary>One call of a client: sends the request, reads responses until the status, and turns every failure of the network into a status.</summary>
internal sealed class GrpcClientCall<TResponse> : IDisposable
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly HttpClient _http;
    private readonly HttpRequestMessage _message;
    private readonly int _maxResponseBytes;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _call;
    private HttpResponseMessage? _response;
    private MessageReader<TResponse>? _reader;

    public GrpcClientCall(
        HttpClient http, HttpRequestMessage message, GrpcChannelOptions options, TimeSpan? timeout, CancellationToken caller)
    {
        _http = http;
        _message = message;
        _maxResponseBytes = options.MaxResponseBytes;
        _caller = caller;
        _deadline = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, options.Time);
        _call = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
    }

    public Task SendAsync(IMessage request) => GuardAsync(async () =>
    {
        var body = new ArrayBufferWriter<byte>();
        MessageFrame.Write(body, request);
        _message.Content = new ReadOnlyMemoryContent(body.WrittenMemory);
        _message.Content.Headers.ContentType = new MediaTypeHeaderValue(GrpcProtocol.ContentType);
        _response = await _http.SendAsync(_message, HttpCompletionOption.ResponseHeadersRead, _call.Token).ConfigureAwait(false);
        ClientStatus.ThrowIfNotGrpc(_response);
        var stream = await _response.Content.ReadAsStreamAsync(_call.Token).ConfigureAwait(false);
        _reader = new MessageReader<TResponse>(PipeReader.Create(stream), _maxResponseBytes, ClientStatus.EncodingOf(_response));
        return true;
    });

    /// <summary>Null when the call has ended with OK.</summary>
    public Task<TResponse?> ReadAsync() => GuardAsync(async () =>
    {
        if (await _reader!.ReadAsync(_call.Token).ConfigureAwait(false) is { } message)
        {
            return message;
        }

        ClientStatus.ThrowIfNotOk(_response!);
        return null;
    });

    public void Dispose()
    {
        // Disposing the response before its end resets the stream: the server sees the cancellation.
        _response?.Dispose();
        _message.Dispose();
        _call.Dispose();
        _deadline.Dispose();
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            throw _deadline.IsCancellationRequested
                ? new GrpcStatusException(GrpcStatusCode.DeadlineExceeded, "the call's deadline has passed", fault)
                : ClientStatus.OfTransport(fault, _message.RequestUri!);
        }
    }
}
