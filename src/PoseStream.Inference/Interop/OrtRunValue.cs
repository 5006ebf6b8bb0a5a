using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>
/// Owns the value that the library allocated for one output in the last run, or nothing. One object serves all runs: a handle for each would be
/// managed memory for each. Not thread-safe.
/// </summary>
internal sealed unsafe class OrtRunValue(delegate* unmanaged<nint, void> release) : SafeHandle(0, ownsHandle: true)
{
    private readonly delegate* unmanaged<nint, void> _release = release;

    public override bool IsInvalid => handle == 0;

    /// <summary>0 where there is none.</summary>
    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtRunValue)) : handle;

    /// <summary>Takes over a value; the one before goes.</summary>
    /// <param name="value">0 for none.</param>
    public void Replace(nint value)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var before = handle;
        SetHandle(value);
        if (before != 0)
        {
            _release(before);
        }
    }

    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }
}
