using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>Owns a struct mosquitto. Releasing it ends the connection without a goodbye: the broker then sends the will.</summary>
internal sealed class MosquittoHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // The library's socket is passed on to every process that is started meanwhile, and stays open as long as one of them lives.
        var socket = NativeMethods.Socket(handle);
        if (socket >= 0)
        {
            _ = SystemCalls.ShutDown(socket, SystemCalls.ShutDownBoth);
        }

        NativeMethods.Destroy(handle);
        return true;
    }
}
