using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>An opened AVCodecContext that encodes in the calling thread. All its settings go through FFmpeg's options, so that no field of it is touched.</summary>
internal sealed unsafe class VideoEncoder : NativeHandle
{
    private VideoEncoder(FFmpegApi api, byte* codec)
        : base(api, api.Codec.Allocate(codec), "avcodec_alloc_context3")
    {
    }

    /// <returns>Null where it did not open; <paramref name="code"/> tells why.</returns>
    public static VideoEncoder? TryOpen(FFmpegApi api, string name, NativeOptions options, out int code)
    {
        var nativeName = Marshal.StringToCoTaskMemUTF8(name);
        var codec = api.Codec.FindEncoderByName((byte*)nativeName);
        Marshal.FreeCoTaskMem(nativeName);
        if (codec is null)
        {
            code = AvError.EncoderNotFound;
            return null;
        }

        var encoder = new VideoEncoder(api, codec);
        code = api.Codec.Open(encoder.Pointer, codec, options.Slot);
        if (code >= 0)
        {
            return encoder;
        }

        encoder.Dispose();
        return null;
    }

    /// <param name="picture">Null at the end: what is still inside comes out.</param>
    public int Send(PictureBuffer? picture) => Api.Codec.SendFrame(Pointer, picture is null ? null : picture.Pointer);

    public int Receive(PacketHandle packet) => Api.Codec.ReceivePacket(Pointer, packet.Pointer);

    public string ErrorText(int code) => Api.ErrorText(code);

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Codec.Free(&pointer);
        return true;
    }
}
