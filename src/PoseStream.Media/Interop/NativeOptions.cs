using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>An AVDictionary: options for FFmpeg, which takes out those that it knows.</summary>
internal sealed unsafe class NativeOptions : SafeHandle
{
    private const int IgnoreSuffix = 2;

    private readonly FFmpegApi _api;

    public NativeOptions(FFmpegApi api)
        : base(0, ownsHandle: true)
    {
        _api = api;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(byte*)));
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Where the dictionary's address stands, for calls that replace it.</summary>
    public byte** Slot => IsClosed ? throw new ObjectDisposedException(nameof(NativeOptions)) : (byte**)handle;

    public NativeOptions Set(string key, string value)
    {
        var nativeKey = Marshal.StringToCoTaskMemUTF8(key);
        var nativeValue = Marshal.StringToCoTaskMemUTF8(value);
        _api.Util.DictionarySet(Slot, (byte*)nativeKey, (byte*)nativeValue, 0);
        Marshal.FreeCoTaskMem(nativeKey);
        Marshal.FreeCoTaskMem(nativeValue);
        return this;
    }

    /// <summary>The keys that nobody took.</summary>
    public IReadOnlyList<string> Remaining()
    {
        var keys = new List<string>();
        byte emptyKey = 0;
        byte* entry = null;
        while ((entry = _api.Util.DictionaryGet(*Slot, &emptyKey, entry, IgnoreSuffix)) is not null)
        {
            keys.Add(FFmpegApi.Text(*(byte**)entry));
        }

        return keys;
    }

    protected override bool ReleaseHandle()
    {
        _api.Util.DictionaryFree((byte**)handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
