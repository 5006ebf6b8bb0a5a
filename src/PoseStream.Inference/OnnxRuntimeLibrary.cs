namespace PoseStream.Inference;

/// <summary>The ONNX Runtime library of this process. It is loaded once and stays until the process ends.</summary>
public sealed class OnnxRuntimeLibrary
{
    private OnnxRuntimeLibrary(string path, string version, IReadOnlyList<string> buildProviders)
    {
        Path = path;
        Version = version;
        BuildProviders = buildProviders;
    }

    /// <summary>The file that was loaded, or the bare name by which the system found it.</summary>
    public string Path { get; }

    /// <summary>As the library says it: "1.30.0".</summary>
    public string Version { get; }

    /// <summary>The providers that the library was built with; whether one works on this machine shows only when a model is loaded.</summary>
    public IReadOnlyList<string> BuildProviders { get; }

    /// <summary>Loads the library, or returns the one that is loaded. Thread-safe.</summary>
    /// <exception cref="InferenceLibraryException">It is not found, too old, or another file than the one already loaded is demanded.</exception>
    public static OnnxRuntimeLibrary Load(InferenceOptions options) => throw new NotSupportedException($"{options}");
}
