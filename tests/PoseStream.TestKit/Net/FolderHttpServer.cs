using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PoseStream.TestKit.Net;

/// <summary>Serves the files of a folder over HTTP.</summary>
public sealed class FolderHttpServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FolderHttpServer(WebApplication application) => _application = application;

    public static async Task<FolderHttpServer> StartAsync(string folder)
    {
        var application = LoopbackApplication.Build();
        application.MapGet("/{name}", (string name) => Results.File(Path.Combine(folder, Path.GetFileName(name))));
        await application.StartAsync();
        return new FolderHttpServer(application);
    }

    public string UrlOf(string name) => $"{_application.Urls.First()}/{name}";

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
