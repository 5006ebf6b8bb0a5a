using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>What is used of libavformat.</summary>
internal sealed unsafe class AvFormatApi(nint library)
{
    public readonly delegate* unmanaged[Cdecl]<uint> Version = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "avformat_version");

    public readonly delegate* unmanaged[Cdecl]<int> NetworkInitialize = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "avformat_network_init");

    public readonly delegate* unmanaged[Cdecl]<byte*> Allocate = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "avformat_alloc_context");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> FindInputFormat = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "av_find_input_format");

    public readonly delegate* unmanaged[Cdecl]<byte**, byte*, byte*, byte**, int> Open = (delegate* unmanaged[Cdecl]<byte**, byte*, byte*, byte**, int>)NativeLibrary.GetExport(library, "avformat_open_input");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> Close = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "avformat_close_input");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte**, int> FindStreamInfo = (delegate* unmanaged[Cdecl]<byte*, byte**, int>)NativeLibrary.GetExport(library, "avformat_find_stream_info");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, int, int, byte**, int, int> FindBestStream = (delegate* unmanaged[Cdecl]<byte*, int, int, int, byte**, int, int>)NativeLibrary.GetExport(library, "av_find_best_stream");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> ReadFrame = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "av_read_frame");
}
