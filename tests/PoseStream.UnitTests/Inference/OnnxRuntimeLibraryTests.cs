using PoseStream.Inference;
using Xunit;

namespace PoseStream.UnitTests.Inference;

public sealed class OnnxRuntimeLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posestream-library-").FullName;

    [Fact]
    public void LoadFirst_NothingThere_SaysAllThatWasTriedAndWhatToDo()
    {
        var absent = Path.Combine(_folder, "libonnxruntime.so.1");
        var error = Assert.Throws<InferenceLibraryException>(() => OnnxRuntimeLibrary.LoadFirst([absent, "libposestream-has-no-such-library.so"]));
        Assert.Equal(
            $"ONNX Runtime is not found, tried {absent}, libposestream-has-no-such-library.so; ./posestream installs it, or name it in POSESTREAM_ONNXRUNTIME",
            error.Message);
    }

    [Fact]
    public void LoadFirst_FileIsNoLibrary_NamesIt()
    {
        var path = Path.Combine(_folder, "libonnxruntime.so.1");
        File.WriteAllText(path, "not a library");
        var error = Assert.Throws<InferenceLibraryException>(() => OnnxRuntimeLibrary.LoadFirst([path]));
        Assert.StartsWith($"{path} is there but is no library for this machine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFirst_AnotherLibrary_NamesIt()
    {
        var error = Assert.Throws<InferenceLibraryException>(() => OnnxRuntimeLibrary.LoadFirst(["libm.so.6"]));
        Assert.StartsWith("libm.so.6 is not ONNX Runtime", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
