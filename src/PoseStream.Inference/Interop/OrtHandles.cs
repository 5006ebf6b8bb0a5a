using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

internal sealed unsafe class OrtEnvironment(nint pointer, delegate* unmanaged<nint, void> release) : OrtHandle(pointer, release);

internal sealed unsafe class OrtSessionOptions(nint pointer, delegate* unmanaged<nint, void> release) : OrtHandle(pointer, release);

internal sealed unsafe class OrtMemoryInfo(nint pointer, delegate* unmanaged<nint, void> release) : OrtHandle(pointer, release);

internal sealed unsafe class OrtProviderOptions(nint pointer, delegate* unmanaged<nint, void> release) : OrtHandle(pointer, release);

internal sealed unsafe class OrtSession(nint pointer, delegate* unmanaged<nint, void> release, OrtEnvironment environment)
    : OrtHandle(pointer, release, environment);

internal sealed unsafe class OrtValue(nint pointer, delegate* unmanaged<nint, void> release, SafeHandle memory)
    : OrtHandle(pointer, release, memory);

internal sealed unsafe class OrtBinding(nint pointer, delegate* unmanaged<nint, void> release, OrtSession session)
    : OrtHandle(pointer, release, session);
