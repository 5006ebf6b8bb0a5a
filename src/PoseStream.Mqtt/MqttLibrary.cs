using System.Runtime.InteropServices;
using PoseStream.Mqtt.Interop;

namespace PoseStream.Mqtt;

/// <summary>The libmosquitto of this machine.</summary>
public static class MqttLibrary
{
    private static readonly Lock Gate = new();
    private static Version? _version;

    /// <summary>Loads and initialises the library, once for the process; thread-safe.</summary>
    /// <returns>The version of the library.</returns>
    /// <exception cref="MqttLibraryException">It is not installed, or older than 2.0.</exception>
    public static Version Load()
    {
        lock (Gate)
        {
            return _version ??= Load(NativeMethods.Library);
        }
    }

    internal static Version Load(string fileName)
    {
        // The handle is kept for the life of the process: LibraryImport resolves by the same name and finds it loaded.
        if (!NativeLibrary.TryLoad(fileName, out _))
        {
            throw new MqttLibraryException($"MQTT needs {fileName}, which is not on this machine: apt-get install libmosquitto1, or start with ./posestream, which installs it");
        }

        var version = Library.Version();
        if (version.Major < 2)
        {
            throw new MqttLibraryException($"MQTT needs libmosquitto 2.0 or later; {fileName} is {version}");
        }

        Library.Initialise();
        return version;
    }
}
