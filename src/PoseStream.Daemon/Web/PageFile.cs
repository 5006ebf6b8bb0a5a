using Microsoft.AspNetCore.Http;

namespace PoseStream.Daemon.Web;

/// <summary>A file of the page, kept in the assembly.</summary>
internal sealed class PageFile
{
    private readonly byte[] _bytes;
    private readonly string _contentType;

    private PageFile(byte[] bytes, string contentType) => (_bytes, _contentType) = (bytes, contentType);

    /// <param name="name">As in Web/Page.</param>
    public static PageFile Load(string name, string contentType)
    {
        using var resource = typeof(PageFile).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"the assembly was built without Web/Page/{name}");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return new PageFile(bytes, contentType);
    }

    public async Task SendAsync(HttpContext http)
    {
        http.Response.ContentType = _contentType;
        http.Response.ContentLength = _bytes.Length;
        await http.Response.Body.WriteAsync(_bytes, http.RequestAborted).ConfigureAwait(false);
    }
}
