using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Client;

/// <summary>Reads statuses from what HTTP gives.</summary>
internal static class ClientStatus
{
    // Error codes of RFC 9113 §7 that gRPC gives a meaning.
    private const long RefusedStream = 0x7;
    private const long Cancel = 0x8;

    public static string? EncodingOf(HttpResponseMessage response) => Find(response.Headers, GrpcProtocol.EncodingHeader);

    /// <summary>Errors that need no body: another protocol, or a status in the headers.</summary>
    public static void ThrowIfNotGrpc(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK || !GrpcProtocol.IsGrpc(response.Content.Headers.ContentType?.ToString()))
        {
            throw new GrpcStatusException(
                OfHttp(response.StatusCode),
                $"{response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority)} answered with HTTP {(int)response.StatusCode} and not with gRPC");
        }

        if (Find(response.Headers, GrpcProtocol.StatusHeader) is not null)
        {
            ThrowIfNotOk(response.Headers);
        }
    }

    /// <summary>The status after the last message.</summary>
    public static void ThrowIfNotOk(HttpResponseMessage response) =>
        ThrowIfNotOk(Find(response.TrailingHeaders, GrpcProtocol.StatusHeader) is null ? response.Headers : response.TrailingHeaders);

    public static GrpcStatusException OfTransport(Exception fault, Uri address)
    {
        var server = address.GetLeftPart(UriPartial.Authority);
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpProtocolException protocol)
            {
                return new GrpcStatusException(OfReset(protocol.ErrorCode), $"{server} reset the call (HTTP/2 error {protocol.ErrorCode})", fault);
            }
        }

        return new GrpcStatusException(GrpcStatusCode.Unavailable, $"{server} cannot be reached or the connection was lost: {fault.Message}", fault);
    }

    private static void ThrowIfNotOk(HttpHeaders headers)
    {
        var text = Find(headers, GrpcProtocol.StatusHeader)
            ?? throw new GrpcStatusException(GrpcStatusCode.Internal, "the response ended without a status");
        var code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= (int)GrpcStatusCode.Unauthenticated
            ? (GrpcStatusCode)number
            : GrpcStatusCode.Unknown;
        if (code != GrpcStatusCode.Ok)
        {
            throw new GrpcStatusException(code, StatusMessageEncoding.Decode(Find(headers, GrpcProtocol.MessageHeader) ?? string.Empty));
        }
    }

    private static GrpcStatusCode OfReset(long errorCode) => errorCode switch
    {
        RefusedStream => GrpcStatusCode.Unavailable,
        Cancel => GrpcStatusCode.Cancelled,
        GrpcProtocol.EnhanceYourCalm => GrpcStatusCode.ResourceExhausted,
        _ => GrpcStatusCode.Internal,
    };

    private static GrpcStatusCode OfHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => GrpcStatusCode.Internal,
        HttpStatusCode.Unauthorized => GrpcStatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatusCode.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static string? Find(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
