using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PoseStream.Grpc.Wire;

namespace PoseStream.Grpc.Server;

/// <summary>Adds gRPC to an ASP.NET Core application.</summary>
public static class GrpcRouting
{
    /// <summary>
    /// The start of <c>app.MapGrpc().MapUnary(…).MapServerStream(…)</c>. Calls of methods that are not mapped are
    /// answered with UNIMPLEMENTED. Takes <see cref="TimeProvider"/> from the services where one is registered.
    /// </summary>
    public static GrpcEndpoints MapGrpc(this IEndpointRouteBuilder routes, GrpcServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var services = routes.ServiceProvider;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var runner = new GrpcCallRunner(
            time,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("PoseStream.Grpc"),
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

        routes.MapFallback("/{service}/{method}", (RequestDelegate)(http => RefuseUnknownAsync(http, runner)));
        return new GrpcEndpoints(routes, options ?? new GrpcServerOptions(), time, runner);
    }

    private static Task RefuseUnknownAsync(HttpContext http, GrpcCallRunner runner)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !GrpcProtocol.IsGrpc(http.Request.ContentType))
        {
            // Somebody else's request: the same application may serve pages.
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var path = http.Request.Path.Value!;
        return runner.RunAsync(http, path, (_, _) =>
            throw new GrpcStatusException(GrpcStatusCode.Unimplemented, $"{path} is not served here"));
    }
}
