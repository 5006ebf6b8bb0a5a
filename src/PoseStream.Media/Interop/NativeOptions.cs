using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>An AVDictionary: options for FFmpeg, which takes out those that it knows.</summary>
internal sealed unsafe class NativeOptions(FFmpegApi api) : IDisposable
{
    private const int IgnoreSuffix = 2;

    /// <summary>Where the dictionary's address stands, for calls that replace it.</summary>
    public byte** Slot { get; private set; } = (byte**)NativeMemory.AllocZeroed((nuint)sizeof(byte*));

    public NativeOptions Set(string key, string value)
    {
        var nativeKey = Marshal.StringToCoTaskMemUTF8(key);
        var nativeValue = Marshal.StringToCoTaskMemUTF8(value);
        api.Util.DictionarySet(Slot, (byte*)nativeKey, (byte*)nativeValue, 0);
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
        while ((entry = api.Util.DictionaryGet(*Slot, &emptyKey, entry, IgnoreSuffix)) is not null)
        {
            keys.Add(FFmpegApi.Text(*(byte**)entry));
        }

        return keys;
    }

    public void Dispose()
    {
        if (Slot is not null)
        {
            api.Util.DictionaryFree(Slot);
            NativeMemory.Free(Slot);
            Slot = null;
        }
    }
}
