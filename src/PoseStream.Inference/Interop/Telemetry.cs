using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>
/// The published builds of ONNX Runtime report what they run to their maker: they keep a data base in the home folder, files in /tmp, and send it over the
/// network. A service that looks at people does none of that.
/// </summary>
internal static partial class Telemetry
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    /// <summary>Before the library is loaded: it reads the process's environment as C sees it, which .NET's own setter does not reach.</summary>
    public static void Disable() => SetEnvironment(Switch, "1", 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
