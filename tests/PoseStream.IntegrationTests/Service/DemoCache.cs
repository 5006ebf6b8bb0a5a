using PoseStream.TestKit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>One cache folder for all tests that start the demo: its clips are rendered once.</summary>
public sealed class DemoCache : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
