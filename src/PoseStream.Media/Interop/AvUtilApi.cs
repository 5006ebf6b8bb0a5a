using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>What is used of libavutil.</summary>
internal sealed unsafe class AvUtilApi(nint library)
{
    public readonly delegate* unmanaged[Cdecl]<uint> Version = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "avutil_version");

    public readonly delegate* unmanaged[Cdecl]<byte*> VersionInfo = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "av_version_info");

    public readonly delegate* unmanaged[Cdecl]<int, byte*, nuint, int> ErrorText = (delegate* unmanaged[Cdecl]<int, byte*, nuint, int>)NativeLibrary.GetExport(library, "av_strerror");

    public readonly delegate* unmanaged[Cdecl]<byte**, byte*, byte*, int, int> DictionarySet = (delegate* unmanaged[Cdecl]<byte**, byte*, byte*, int, int>)NativeLibrary.GetExport(library, "av_dict_set");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, byte*, int, byte*> DictionaryGet = (delegate* unmanaged[Cdecl]<byte*, byte*, byte*, int, byte*>)NativeLibrary.GetExport(library, "av_dict_get");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> DictionaryFree = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "av_dict_free");

    public readonly delegate* unmanaged[Cdecl]<byte*> FrameAllocate = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "av_frame_alloc");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> FrameFree = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "av_frame_free");

    public readonly delegate* unmanaged[Cdecl]<byte*, void> FrameUnreference = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(library, "av_frame_unref");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, int> FrameGetBuffer = (delegate* unmanaged[Cdecl]<byte*, int, int>)NativeLibrary.GetExport(library, "av_frame_get_buffer");

    public readonly delegate* unmanaged[Cdecl]<byte*, int> FrameMakeWritable = (delegate* unmanaged[Cdecl]<byte*, int>)NativeLibrary.GetExport(library, "av_frame_make_writable");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> BufferReference = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "av_buffer_ref");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> BufferUnreference = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "av_buffer_unref");

    public readonly delegate* unmanaged[Cdecl]<int, byte*> PixelDescriptor = (delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(library, "av_pix_fmt_desc_get");

    public readonly delegate* unmanaged[Cdecl]<int, int> NextHardwareType = (delegate* unmanaged[Cdecl]<int, int>)NativeLibrary.GetExport(library, "av_hwdevice_iterate_types");

    public readonly delegate* unmanaged[Cdecl]<int, byte*> HardwareTypeName = (delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(library, "av_hwdevice_get_type_name");

    public readonly delegate* unmanaged[Cdecl]<byte**, int, byte*, byte*, int, int> HardwareDeviceCreate = (delegate* unmanaged[Cdecl]<byte**, int, byte*, byte*, int, int>)NativeLibrary.GetExport(library, "av_hwdevice_ctx_create");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int, int> HardwareDownload = (delegate* unmanaged[Cdecl]<byte*, byte*, int, int>)NativeLibrary.GetExport(library, "av_hwframe_transfer_data");

    public readonly delegate* unmanaged[Cdecl]<nint, void> LogSetCallback = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "av_log_set_callback");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, byte*, int, int*, int> LogFormatLine = (delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, byte*, int, int*, int>)NativeLibrary.GetExport(library, "av_log_format_line2");
}
