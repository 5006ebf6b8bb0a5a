using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>Where the ONNX Runtime library may be, in the order of trust: what the user names, what came with the program, what the machine has.</summary>
internal static class LibraryLocator
{
    public const string EnvironmentVariable = "POSESTREAM_ONNXRUNTIME";

    private static readonly string[] FileNames = ["libonnxruntime.so.1", "libonnxruntime.so"];

    /// <summary>A path that the user named is the only candidate: another library in its place would be a surprise.</summary>
    public static IReadOnlyList<string> Candidates(InferenceOptions options, string? environmentValue, string programFolder)
    {
        if (!string.IsNullOrEmpty(options.LibraryPath))
        {
            return InFolderOrFile(options.LibraryPath);
        }

        if (!string.IsNullOrEmpty(environmentValue))
        {
            return InFolderOrFile(environmentValue);
        }

        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        string[] folders = [programFolder, Path.Combine(programFolder, "runtimes", architecture, "native"), .. options.LibraryFolders];
        return [.. folders.SelectMany(InFolder), .. FileNames];
    }

    private static string[] InFolderOrFile(string path) => Directory.Exists(path) ? InFolder(path) : [Path.GetFullPath(path)];

    private static string[] InFolder(string folder) => [.. FileNames.Select(name => Path.GetFullPath(Path.Combine(folder, name)))];
}
