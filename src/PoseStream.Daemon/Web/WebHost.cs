using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Web.Metrics;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Web;

/// <summary>
/// The live page, /metrics and /healthz over HTTP/1.1. Read-only, without passwords or pictures in anything it says; whoever reaches the address may read it,
/// so it is the loopback interface's unless told otherwise. No page of another origin may read it: no CORS header is sent.
/// </summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _telling;

    private WebHost(WebApplication app, IPEndPoint address, CancellationTokenSource stopping, Task telling, TimeProvider time)
    {
        _app = app;
        _time = time;
        _stopping = stopping;
        _telling = telling;
        Address = address;
    }

    /// <summary>Where it listens, the port filled in.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="CommandFailedException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<WebHost> StartAsync(
        ServicePlan service, CameraFleet cameras, LivePublisher live, ServiceMetrics metrics, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = service.Web;
        var builder = ListeningApp.CreateBuilder(service.LogLevel, time);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(plan.Listen.Address, plan.Listen.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var filter = new HostFilter(plan.Hosts);
        app.Use(next => http => GuardAsync(http, next, filter));
        app.UseRouting();

        var stopping = new CancellationTokenSource();
        var version = typeof(WebHost).Assembly.GetName().Version!.ToString(3);
        var endpoint = new LiveEndpoint(live, cameras, service.Node, version, plan.MaxViewers, stopping.Token);
        foreach (var file in PageFile.All)
        {
            app.MapGet(file.Path, file.SendAsync);
        }

        app.MapGet("/events", endpoint.ServeAsync);
        app.MapGet("/metrics", http => SendAsync(http, PrometheusText.ContentType, metrics.Text()));
        app.MapGet("/healthz", http => SendAsync(http, "application/json", Health(cameras)));
        try
        {
            var address = await ListeningApp.StartAsync(app, "web", plan.Listen, cancellationToken).ConfigureAwait(false);
            return new WebHost(app, address, stopping, endpoint.TellStatusAsync(time), time);
        }
        catch
        {
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>Ends every event stream, then closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await _telling.ConfigureAwait(false);
        }
        finally
        {
            await ListeningApp.StopAsync(_app, _time).ConfigureAwait(false);
            _stopping.Dispose();
        }
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate next, HostFilter filter)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        if (filter.Accepts(http.Request.Host))
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        await http.Response.WriteAsync(
            "this service is asked for by an IP address or as localhost; to give it another name, write it into web.hosts\n", http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext http, string contentType, string text)
    {
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>That it answers is what makes it healthy: a camera that is away is the camera's fault, and a restart would not mend it.</summary>
    private static string Health(CameraFleet cameras)
    {
        var statuses = cameras.Statuses();
        return JsonSerializer.Serialize(new
        {
            status = "serving",
            cameras = statuses.Count,
            streaming = statuses.Count(status => status.State is CameraState.Streaming),
        });
    }
}
