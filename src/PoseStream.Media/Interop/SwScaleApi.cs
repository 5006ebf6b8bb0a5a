using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>What is used of libswscale.</summary>
internal sealed unsafe class SwScaleApi(nint library)
{
    public readonly delegate* unmanaged[Cdecl]<uint> Version = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "swscale_version");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, int, int, int, int, int, int, byte*, byte*, double*, byte*> GetCached = (delegate* unmanaged[Cdecl]<byte*, int, int, int, int, int, int, int, byte*, byte*, double*, byte*>)NativeLibrary.GetExport(library, "sws_getCachedContext");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte**, int*, int, int, byte**, int*, int> Scale = (delegate* unmanaged[Cdecl]<byte*, byte**, int*, int, int, byte**, int*, int>)NativeLibrary.GetExport(library, "sws_scale");

    public readonly delegate* unmanaged[Cdecl]<byte*, void> Free = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(library, "sws_freeContext");
}
