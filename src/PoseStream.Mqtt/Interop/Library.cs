namespace PoseStream.Mqtt.Interop;

internal static class Library
{
    public static Version Version()
    {
        _ = NativeMethods.LibVersion(out var major, out var minor, out var revision);
        return new Version(major, minor, revision);
    }

    public static void Initialise() => MosquittoError.ThrowIf(NativeMethods.LibInit(), "mosquitto_lib_init");
}
