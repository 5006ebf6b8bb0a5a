using System.Runtime.InteropServices;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference;

/// <summary>
/// The ONNX Runtime library of this process, 1.17 or newer. It is loaded once, with the one environment a process may have, and both stay until the process ends.
/// Searched for: <see cref="InferenceOptions.LibraryPath"/>; else the variable POSESTREAM_ONNXRUNTIME (a file or a folder); else beside the program;
/// <see cref="InferenceOptions.LibraryFolders"/>; the system's libraries.
/// </summary>
public sealed class OnnxRuntimeLibrary
{
    private static readonly Lock LoadLock = new();
    private static OnnxRuntimeLibrary? s_loaded;

    private OnnxRuntimeLibrary(string path, OrtApi api)
    {
        Path = path;
        Api = api;
        Environment = api.CreateEnvironment("posestream");
        BuildProviders = api.BuildProviders();
    }

    /// <summary>The file that was loaded, or the bare name by which the system found it.</summary>
    public string Path { get; }

    /// <summary>As the library says it: "1.30.0".</summary>
    public string Version => Api.LibraryVersion;

    /// <summary>The providers that the library was built with; whether one works on this machine shows only when a model is loaded.</summary>
    public IReadOnlyList<string> BuildProviders { get; }

    internal OrtApi Api { get; }

    internal OrtEnvironment Environment { get; }

    /// <summary>Loads the library, or returns the one that is loaded. Thread-safe.</summary>
    /// <exception cref="InferenceLibraryException">It is not found, is too old, or another file than the one already loaded is demanded.</exception>
    public static OnnxRuntimeLibrary Load(InferenceOptions options)
    {
        var candidates = LibraryLocator.Candidates(
            options, System.Environment.GetEnvironmentVariable(LibraryLocator.EnvironmentVariable), AppContext.BaseDirectory);
        lock (LoadLock)
        {
            if (s_loaded is null)
            {
                return s_loaded = LoadFirst(candidates);
            }

            return options.LibraryPath is null || candidates.Contains(s_loaded.Path)
                ? s_loaded
                : throw new InferenceLibraryException(
                    File.Exists(candidates[0])
                        ? $"ONNX Runtime is already loaded from {s_loaded.Path}; {candidates[0]} needs a restart"
                        : NotFound(candidates));
        }
    }

    /// <summary>The first candidate that exists decides: one that cannot be loaded is an error, not a reason to take another.</summary>
    internal static OnnxRuntimeLibrary LoadFirst(IReadOnlyList<string> candidates)
    {
        Telemetry.Disable();
        foreach (var candidate in candidates)
        {
            var isFile = System.IO.Path.IsPathRooted(candidate);
            if (isFile && !File.Exists(candidate))
            {
                continue;
            }

            if (NativeLibrary.TryLoad(candidate, out var library))
            {
                return Open(candidate, library);
            }

            if (isFile)
            {
                throw new InferenceLibraryException($"{candidate} is there but is no library for this machine; ./posestream installs ONNX Runtime");
            }
        }

        throw new InferenceLibraryException(NotFound(candidates));
    }

    /// <summary>Whether the file that brings this accelerator lies beside the library; without it there is nothing to try.</summary>
    internal bool HasProviderFile(ExecutionProvider provider)
    {
        var folder = System.IO.Path.GetDirectoryName(Path);
        return string.IsNullOrEmpty(folder)
            || File.Exists(System.IO.Path.Combine(folder, $"libonnxruntime_providers_{provider.ToString().ToLowerInvariant()}.so"));
    }

    private static OnnxRuntimeLibrary Open(string path, nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _))
        {
            throw new InferenceLibraryException($"{path} is not ONNX Runtime; ./posestream installs it");
        }

        var api = OrtApi.FromLibrary(library, out var version)
            ?? throw new InferenceLibraryException($"{path} is ONNX Runtime {version}, at least 1.{OrtApi.Version} is needed; ./posestream installs it");
        return new OnnxRuntimeLibrary(path, api);
    }

    private static string NotFound(IReadOnlyList<string> candidates) =>
        $"ONNX Runtime is not found, tried {string.Join(", ", candidates)}; ./posestream installs it, or name it in {LibraryLocator.EnvironmentVariable}";
}
