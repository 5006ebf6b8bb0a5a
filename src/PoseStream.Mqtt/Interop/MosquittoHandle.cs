using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>Owns a struct mosquitto. Releasing it closes the socket without a goodbye: the broker then sends the will.</summary>
internal sealed class MosquittoHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Destroy(handle);
        return true;
    }
}
