using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>Surrounds every call: checks that it is one, arms its deadline and turns however it ends into a status.</summary>
/// <param name="stopping">Set when the server shuts down; endless streams end with it.</param>
internal sealed class GrpcCallRunner(TimeProvider time, ILogger logger, CancellationToken stopping)
{
    public async Task RunAsync(HttpContext http, string method, Func<GrpcCallContext, CancellationToken, Task> handle)
    {
        if (!GrpcProtocol.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (http.Features.Get<IHttpResponseTrailersFeature>() is null || http.Features.Get<IHttpResetFeature>() is null)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        Prepare(http);
        var context = new GrpcCallContext(http, method);
        if (TimeoutOf(http.Request) is not { } timeout)
        {
            WriteStatus(http.Response, GrpcStatusCode.Internal, $"{GrpcProtocol.TimeoutHeader} is malformed");
            return;
        }

        using var deadline = new CancellationTokenSource(timeout, time);
        using var call = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping, deadline.Token);
        try
        {
            await handle(context, call.Token).ConfigureAwait(false);
            WriteStatus(http.Response, GrpcStatusCode.Ok, string.Empty);
        }
        catch (ReaderTooSlowException slow)
        {
            GrpcServerLog.ReaderTooSlow(logger, method, context.Peer, slow.Deadline.TotalSeconds);
        }
        catch (Exception fault) when (fault is ClientGoneException || http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be told. Whatever the handler met on its way out follows from that.
            GrpcServerLog.CallCancelled(logger, method, context.Peer);
        }
        catch (Exception fault)
        {
            var (code, message) = StatusOf(fault, deadline.Token);
            if (code == GrpcStatusCode.Internal && fault is not GrpcStatusException)
            {
                GrpcServerLog.CallFaulted(logger, fault, method, context.Peer);
            }
            else
            {
                GrpcServerLog.CallRefused(logger, method, context.Peer, code, message);
            }

            WriteStatus(http.Response, code, message);
        }
    }

    private static void Prepare(HttpContext http)
    {
        http.Response.ContentType = GrpcProtocol.ContentType;

        // Messages have a limit of their own, and a stream of them is neither too large nor too slow.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bodySize)
        {
            bodySize.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } bodyRate)
        {
            bodyRate.MinDataRate = null;
        }
    }

    /// <summary>Endless where the client sets none; null where it is malformed.</summary>
    private static TimeSpan? TimeoutOf(HttpRequest request)
    {
        var text = request.Headers[GrpcProtocol.TimeoutHeader].ToString();
        if (text.Length == 0)
        {
            return Timeout.InfiniteTimeSpan;
        }

        return GrpcTimeout.TryParse(text, out var timeout) ? timeout : null;
    }

    private (GrpcStatusCode Code, string Message) StatusOf(Exception fault, CancellationToken deadline) => fault switch
    {
        GrpcStatusException status => (status.Code, status.Message),
        OperationCanceledException when deadline.IsCancellationRequested => (GrpcStatusCode.DeadlineExceeded, "the call's deadline has passed"),
        OperationCanceledException when stopping.IsCancellationRequested => (GrpcStatusCode.Unavailable, "the server is shutting down"),
        _ => (GrpcStatusCode.Internal, "internal error; the server's log tells more"),
    };

    private static void WriteStatus(HttpResponse response, GrpcStatusCode code, string message)
    {
        // An error before the first message goes into the only headers there are ("trailers-only").
        var fields = response.HasStarted || code == GrpcStatusCode.Ok
            ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        fields[GrpcProtocol.StatusHeader] = ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (message.Length > 0)
        {
            fields[GrpcProtocol.MessageHeader] = StatusMessageEncoding.Encode(message);
        }

        if (code == GrpcStatusCode.Unimplemented && !response.HasStarted)
        {
            response.Headers[GrpcProtocol.AcceptEncodingHeader] = "identity";
        }
    }
}
