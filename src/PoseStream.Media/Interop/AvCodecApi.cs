using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>What is used of libavcodec.</summary>
internal sealed unsafe class AvCodecApi(nint library)
{
    public readonly delegate* unmanaged[Cdecl]<uint> Version = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "avcodec_version");

    public readonly delegate* unmanaged[Cdecl]<int, byte*> NameOf = (delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(library, "avcodec_get_name");

    public readonly delegate* unmanaged[Cdecl]<int, byte*> FindDecoder = (delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(library, "avcodec_find_decoder");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> FindDecoderByName = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "avcodec_find_decoder_by_name");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, byte*> HardwareConfig = (delegate* unmanaged[Cdecl]<byte*, int, byte*>)NativeLibrary.GetExport(library, "avcodec_get_hw_config");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> Allocate = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "avcodec_alloc_context3");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> Free = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "avcodec_free_context");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> SetParameters = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "avcodec_parameters_to_context");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, byte**, int> Open = (delegate* unmanaged[Cdecl]<byte*, byte*, byte**, int>)NativeLibrary.GetExport(library, "avcodec_open2");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> SendPacket = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "avcodec_send_packet");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> ReceiveFrame = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "avcodec_receive_frame");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> FindEncoderByName = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "avcodec_find_encoder_by_name");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> SendFrame = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "avcodec_send_frame");

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> ReceivePacket = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "avcodec_receive_packet");

    public readonly delegate* unmanaged[Cdecl]<byte*> PacketAllocate = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "av_packet_alloc");

    public readonly delegate* unmanaged[Cdecl]<byte**, void> PacketFree = (delegate* unmanaged[Cdecl]<byte**, void>)NativeLibrary.GetExport(library, "av_packet_free");

    public readonly delegate* unmanaged[Cdecl]<byte*, void> PacketUnreference = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(library, "av_packet_unref");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, nuint*, byte*> PacketSideData = (delegate* unmanaged[Cdecl]<byte*, int, nuint*, byte*>)NativeLibrary.GetExport(library, "av_packet_get_side_data");
}
