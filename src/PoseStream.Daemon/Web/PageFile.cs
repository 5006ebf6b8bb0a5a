using Microsoft.AspNetCore.Http;

namespace PoseStream.Daemon.Web;

/// <summary>A file of the live page, kept in the assembly.</summary>
public sealed class PageFile
{
    private const string Prefix = "page/";

    private readonly byte[] _bytes;
    private readonly string _contentType;

    private PageFile(string path, byte[] bytes, string contentType) => (Path, _bytes, _contentType) = (path, bytes, contentType);

    /// <summary>All that are in Web/Page.</summary>
    public static IReadOnlyList<PageFile> All { get; } =
        [.. typeof(PageFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Load)];

    /// <summary>Under which a browser asks for it.</summary>
    public string Path { get; }

    public async Task SendAsync(HttpContext http)
    {
        http.Response.ContentType = _contentType;
        http.Response.ContentLength = _bytes.Length;
        await http.Response.Body.WriteAsync(_bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static PageFile Load(string resourceName)
    {
        using var resource = typeof(PageFile).Assembly.GetManifestResourceStream(resourceName)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        var name = resourceName[Prefix.Length..];
        return new PageFile(name == "index.html" ? "/" : $"/{name}", bytes, System.IO.Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => throw new InvalidOperationException($"Web/Page/{name}: what kind of file it is must be said here"),
        });
    }
}
