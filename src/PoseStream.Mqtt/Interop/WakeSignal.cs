using System.Runtime.InteropServices;

namespace PoseStream.Mqtt.Interop;

/// <summary>An eventfd: any thread may set it to end the network thread's poll. Setting it twice is setting it once.</summary>
internal sealed unsafe class WakeSignal : SafeHandle
{
    /// <exception cref="MqttNativeException">The process has no file descriptor left.</exception>
    public WakeSignal()
        : base(-1, ownsHandle: true)
    {
        var descriptor = SystemCalls.EventFd(0, SystemCalls.EventFdNonBlocking | SystemCalls.EventFdCloseOnExec);
        SetHandle(descriptor);
        if (IsInvalid)
        {
            throw new MqttNativeException($"eventfd: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    public override bool IsInvalid => (int)handle < 0;

    /// <summary>Valid as long as the owner has not disposed of this.</summary>
    public int Descriptor => (int)handle;

    public void Set()
    {
        ulong one = 1;
        _ = SystemCalls.Write(Descriptor, &one, sizeof(ulong));
    }

    public void Clear()
    {
        ulong count;
        _ = SystemCalls.Read(Descriptor, &count, sizeof(ulong));
    }

    protected override bool ReleaseHandle() => SystemCalls.Close((int)handle) == 0;
}
