using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>The response side of a streaming call. One write at a time; a handler's task owns it.</summary>
public sealed class GrpcServerStream<TResponse> : IDisposable
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly HttpContext _http;
    private readonly PipeWriter _output;
    private readonly TimeSpan _deadline;
    private readonly CancellationToken _call;
    private readonly CancellationTokenSource _giveUp;

    internal GrpcServerStream(HttpContext http, TimeSpan deadline, TimeProvider time, CancellationToken call)
    {
        _http = http;
        _output = http.Response.BodyWriter;
        _deadline = deadline;
        _call = call;
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);

        // Not a token for the flush itself: Kestrel would reset the call with INTERNAL_ERROR when that is cancelled.
        _giveUp.Token.UnsafeRegister(static output => ((PipeWriter)output!).CancelPendingFlush(), _output);
    }

    /// <summary>Sends the response headers ahead of the first message: the client then knows that it is served. Optional.</summary>
    /// <inheritdoc cref="WriteAsync(TResponse)" path="/exception"/>
    public ValueTask StartAsync() => FlushAsync();

    /// <exception cref="OperationCanceledException">
    /// The call is over: cancelled, past its deadline, the server stops, or the client did not take the message within
    /// the write deadline, in which case it was told RESOURCE_EXHAUSTED. A handler lets it pass.
    /// </exception>
    public ValueTask WriteAsync(TResponse message)
    {
        _call.ThrowIfCancellationRequested();
        MessageFrame.Write(_output, message);
        return FlushAsync();
    }

    /// <summary>Writes a message of which most is already serialised and shared by all subscribers.</summary>
    /// <param name="shared">Serialised fields of <typeparamref name="TResponse"/>; not used after the returned task has ended.</param>
    /// <param name="own">The remaining fields, this subscriber's own; protobuf merges the two.</param>
    /// <inheritdoc cref="WriteAsync(TResponse)" path="/exception"/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> shared, TResponse own)
    {
        _call.ThrowIfCancellationRequested();
        MessageFrame.Write(_output, shared.Span, own);
        return FlushAsync();
    }

    public void Dispose() => _giveUp.Dispose();

    private async ValueTask FlushAsync()
    {
        // The end of the call does not cut this short: its status could not pass a message that is stuck, and Kestrel
        // would wait for both. Either the client takes the message now or the deadline resets the call.
        _giveUp.CancelAfter(_deadline);
        var flushed = await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (_giveUp.IsCancellationRequested)
        {
            // Trailers would queue behind the message that the client does not take; a reset does not.
            _http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(GrpcProtocol.EnhanceYourCalm);
            throw new ReaderTooSlowException(_deadline);
        }

        if (flushed.IsCompleted)
        {
            throw new ClientGoneException();
        }

        _giveUp.CancelAfter(Timeout.InfiniteTimeSpan);
    }
}
