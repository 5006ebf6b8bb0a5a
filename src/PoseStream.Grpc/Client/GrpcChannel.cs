using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Client;

/// <summary>
/// Calls a gRPC server over HTTP/2. Every failure of a call is a <see cref="GrpcStatusException"/> (a server that cannot be reached:
/// UNAVAILABLE) except the caller's own cancellation, which is an <see cref="OperationCanceledException"/>. Faults of the program, such as a
/// call after <see cref="Dispose"/>, stay what they are.
/// It connects at the first call and again after a loss; calls are not retried.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly Uri _address;
    private readonly GrpcChannelOptions _options;
    private readonly HttpClient _http;

    /// <param name="address"><c>http://host:port</c> for cleartext HTTP/2, <c>https://host:port</c> for TLS.</param>
    public GrpcChannel(Uri address, GrpcChannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException($"'{address}' is not a gRPC address: write http://host:port or https://host:port", nameof(address));
        }

        _address = address;
        _options = options ?? new GrpcChannelOptions();
        _http = new HttpClient(CreateHandler(_options)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="timeout">The call's deadline from now, at most 24 days, which stand for anything longer; null for none.</param>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, TimeSpan? timeout = null, CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        using var call = StartCall<TRequest, TResponse>(method, timeout, cancellation);
        await call.SendAsync(request).ConfigureAwait(false);
        var response = await call.ReadAsync().ConfigureAwait(false)
            ?? throw new GrpcStatusException(GrpcStatusCode.Internal, $"{method} ended well but without a response");
        return await call.ReadAsync().ConfigureAwait(false) is null
            ? response
            : throw new GrpcStatusException(GrpcStatusCode.Internal, $"{method} sent more than one response");
    }

    /// <summary>The responses of a streaming method as they come. Leaving the loop cancels the call.</summary>
    /// <inheritdoc cref="CallAsync" path="/param"/>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        TimeSpan? timeout = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        using var call = StartCall<TRequest, TResponse>(method, timeout, cancellation);
        await call.SendAsync(request).ConfigureAwait(false);
        while (await call.ReadAsync().ConfigureAwait(false) is { } response)
        {
            yield return response;
        }
    }

    public void Dispose() => _http.Dispose();

    private GrpcClientCall<TResponse> StartCall<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TimeSpan? timeout, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, method.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        message.Headers.Add(GrpcProtocol.AcceptEncodingHeader, "identity");
        TimeSpan? deadline = timeout is { } wish ? GrpcTimeout.Limit(wish) : null;
        if (deadline is { } limit)
        {
            message.Headers.Add(GrpcProtocol.TimeoutHeader, GrpcTimeout.Format(limit));
        }

        return new GrpcClientCall<TResponse>(_http, message, _options, deadline, cancellation);
    }

    private static SocketsHttpHandler CreateHandler(GrpcChannelOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,

            // Finds a server that vanished during a stream without closing the connection.
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        if (options.Authorities is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
