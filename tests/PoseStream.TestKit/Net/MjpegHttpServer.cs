using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PoseStream.TestKit.Mqtt;

namespace PoseStream.TestKit.Net;

/// <summary>Sends the same picture for ever, as simple network cameras do: multipart/x-mixed-replace over HTTP at /stream.</summary>
public sealed class MjpegHttpServer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private readonly WebApplication _application;

    private MjpegHttpServer(WebApplication application) => _application = application;

    public string Url => $"{_application.Urls.First().Replace("https://127.0.0.1", "https://localhost", StringComparison.Ordinal)}/stream";

    /// <param name="picture">The bytes of each part; they need not be a picture.</param>
    /// <param name="certificate">PEM files to serve https with at localhost; null = http.</param>
    public static async Task<MjpegHttpServer> StartAsync(byte[] picture, TlsCertificate? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (certificate is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            // An imported key, as Kestrel cannot serve with one that lives in memory only.
            using var pair = X509Certificate2.CreateFromPemFile(certificate.Authority, certificate.Key);
            var serving = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(serving)));
        }

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
