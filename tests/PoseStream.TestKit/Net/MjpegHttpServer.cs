using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PoseStream.TestKit.Net;

/// <summary>Sends the same picture for ever, as simple network cameras do: multipart/x-mixed-replace over HTTP at /stream.</summary>
public sealed class MjpegHttpServer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly WebApplication _application;

    private MjpegHttpServer(WebApplication application) => _application = application;

    public string Url => $"{_application.Urls.First()}/stream";

    /// <param name="picture">The bytes of each part; they need not be a picture.</param>
    public static async Task<MjpegHttpServer> StartAsync(byte[] picture)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.MapGet("/stream", (HttpContext context) => SendAsync(context, picture));
        await application.StartAsync();
        return new MjpegHttpServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static async Task SendAsync(HttpContext context, byte[] picture)
    {
        context.Response.ContentType = "multipart/x-mixed-replace; boundary=part";
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        var head = Encoding.ASCII.GetBytes($"--part\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n");
        var ended = context.RequestAborted;
        try
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(head, ended);
                await context.Response.Body.WriteAsync(picture, ended);
                await context.Response.Body.WriteAsync("\r\n"u8.ToArray(), ended);
                await Task.Delay(Interval, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
