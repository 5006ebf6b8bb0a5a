using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>
/// An object of ONNX Runtime. Null handles crash the library, so none ever exists: a handle is made of a pointer that a successful call returned.
/// What an object was made from (<paramref name="parent"/>: a binding's session, a value's memory) outlives it, in whatever order they are disposed or finalised.
/// </summary>
internal abstract unsafe class OrtHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;
    private readonly SafeHandle? _parent;

    protected OrtHandle(nint pointer, delegate* unmanaged<nint, void> release, SafeHandle? parent = null)
        : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(pointer);
        if (parent is not null)
        {
            var added = false;
            parent.DangerousAddRef(ref added);
            _parent = parent;
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>For calls while this object is known to be alive.</summary>
    public nint Pointer => IsClosed ? throw new ObjectDisposedException(GetType().Name) : handle;

    protected override bool ReleaseHandle()
    {
        _release(handle);
        _parent?.DangerousRelease();
        return true;
    }
}
