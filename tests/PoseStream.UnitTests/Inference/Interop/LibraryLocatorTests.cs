using PoseStream.Inference;
using PoseStream.Inference.Interop;
using Xunit;

namespace PoseStream.UnitTests.Inference.Interop;

public sealed class LibraryLocatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posestream-locator-").FullName;

    [Fact]
    public void Candidates_NothingNamed_GoesFromTheProgramToTheSystem()
    {
        var candidates = LibraryLocator.Candidates(new InferenceOptions { LibraryFolders = ["/data/lib"] }, null, "/app");
        Assert.Equal("/app/libonnxruntime.so.1", candidates[0]);
        Assert.StartsWith("/app/runtimes/linux-", candidates[2], StringComparison.Ordinal);
        Assert.Equal(["/data/lib/libonnxruntime.so.1", "/data/lib/libonnxruntime.so", "libonnxruntime.so.1", "libonnxruntime.so"], candidates.Skip(4));
    }

    [Fact]
    public void Candidates_PathNamed_IsTheOnlyOneEvenIfAbsent()
    {
        Assert.Equal(["/opt/ort.so"], LibraryLocator.Candidates(new InferenceOptions { LibraryPath = "/opt/ort.so" }, "/env/ort.so", "/app"));
        Assert.Equal(["/env/ort.so"], LibraryLocator.Candidates(new InferenceOptions(), "/env/ort.so", "/app"));
    }

    [Fact]
    public void Candidates_FolderNamed_IsSearched() => Assert.Equal(
        [Path.Combine(_folder, "libonnxruntime.so.1"), Path.Combine(_folder, "libonnxruntime.so")],
        LibraryLocator.Candidates(new InferenceOptions { LibraryPath = _folder }, null, "/app"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
