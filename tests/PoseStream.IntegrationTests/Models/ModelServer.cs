using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PoseStream.TestKit.Net;

namespace PoseStream.IntegrationTests.Models;

/// <summary>A web server on loopback that serves one file, with ranges, and can be told to break off.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ModelServer(WebApplication application) => _application = application;

    public byte[] Contents { get; set; } = [];

    public string? ETag { get; set; } = "\"v1\"";

    public bool Ranges { get; set; } = true;

    public bool SendsLength { get; set; } = true;

    /// <summary>How many bytes each of the next responses sends before the connection is cut; later ones are whole.</summary>
    public ConcurrentQueue<int> Cuts { get; } = new();

    /// <summary>Done when the client has so many bytes of the file. A cut waits for it: a reset throws away what the client has not read yet.</summary>
    public Func<long, Task> ClientHas { get; set; } = _ => Task.CompletedTask;

    /// <summary>Set: the next response sends half and then waits until the client goes away.</summary>
    public bool Hangs { get; set; }

    public string? RedirectTo { get; set; }

    /// <summary>The Range header of each request; "-" where there was none.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Url { get; private set; } = string.Empty;

    public static async Task<ModelServer> StartAsync()
    {
        var application = LoopbackApplication.Build();
        var server = new ModelServer(application);
        application.MapGet("/model.onnx", server.ServeAsync);
        await application.StartAsync();
        server.Url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/model.onnx";
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        Requests.Enqueue(range.Length == 0 ? "-" : range);
        if (RedirectTo is not null && !context.Request.QueryString.HasValue)
        {
            context.Response.Redirect(RedirectTo);
            return;
        }

        var start = 0;
        if (Ranges && range.Length > 0 && context.Request.Headers.IfRange == ETag)
        {
            start = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            if (start >= Contents.Length)
            {
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                return;
            }

            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {start}-{Contents.Length - 1}/{Contents.Length}";
        }

        if (ETag is not null)
        {
            context.Response.Headers.ETag = ETag;
        }

        if (SendsLength)
        {
            context.Response.ContentLength = Contents.Length - start;
        }

        var body = Contents.AsMemory(start);
        if (Hangs)
        {
            Hangs = false;
            await context.Response.Body.WriteAsync(body[..(body.Length / 2)]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (Cuts.TryDequeue(out var bytes))
        {
            await context.Response.Body.WriteAsync(body[..bytes]);
            await context.Response.Body.FlushAsync();
            await ClientHas(start + bytes);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(body);
    }
}
