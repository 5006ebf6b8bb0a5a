using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <summary>
/// ONNX Runtime's C function table, by index (facts: ONNX Runtime ABI §1). Only what is used here; every entry is of API 12 or older.
/// Functions return a status pointer, 0 for success; <see cref="Check"/> turns any other into an exception and frees it.
/// </summary>
internal sealed unsafe partial class OrtApi
{
    /// <summary>The oldest library that is accepted is 1.17: the table of that version is asked for.</summary>
    public const uint Version = 17;

    private readonly nint* _table;

    private OrtApi(nint* table, string libraryVersion)
    {
        _table = table;
        LibraryVersion = libraryVersion;
    }

    public string LibraryVersion { get; }

    /// <summary>Null where the library is older than <see cref="Version"/>.</summary>
    public static OrtApi? FromLibrary(nint library, out string libraryVersion)
    {
        var getBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var apiBase = getBase();
        var getApi = (delegate* unmanaged<uint, nint*>)apiBase[0];
        var getVersion = (delegate* unmanaged<nint>)apiBase[1];
        libraryVersion = Marshal.PtrToStringUTF8(getVersion()) ?? "";
        var table = getApi(Version);
        return table is null ? null : new OrtApi(table, libraryVersion);
    }

    private delegate* unmanaged<nint, void> Release(int index) => (delegate* unmanaged<nint, void>)_table[index];

    private void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var code = (OrtErrorCode)((delegate* unmanaged<nint, int>)_table[1])(status);
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_table[2])(status)) ?? "";
        Release(93)(status);
        throw new OrtException(code, message);
    }
}
