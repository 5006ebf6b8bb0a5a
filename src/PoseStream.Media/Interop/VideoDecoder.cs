using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>An opened AVCodecContext, decoding in the calling thread alone: frame threads would add a frame of delay each.</summary>
internal sealed unsafe class VideoDecoder : NativeHandle
{
    // 8192 x 8192, four times 8K: a header that tells of more is damaged or hostile, and would take gigabytes.
    private const string LargestPicture_px = "67108864";

    private readonly HardwareChoice? _choice;
    private GCHandle _choiceHandle;

    private VideoDecoder(FFmpegApi api, byte* codec, HardwareChoice? choice)
        : base(api, api.Codec.Allocate(codec), "avcodec_alloc_context3")
    {
        _choice = choice;
        if (choice is not null)
        {
            _choiceHandle = GCHandle.Alloc(choice);
        }
    }

    /// <summary>The stream turned out to be beyond the hardware, and is decoded in software.</summary>
    public bool HardwareRefused => _choice is { Refused: true };

    /// <param name="device">Where to decode; null = software.</param>
    /// <param name="hardwareFormat">The device's pixel format; unused without device.</param>
    public static VideoDecoder? TryOpen(FFmpegApi api, byte* codec, byte* parameters, Rational timeBase, bool lowDelay, HardwareDevice? device, int hardwareFormat, out int code)
    {
        var decoder = new VideoDecoder(api, codec, device is null ? null : new HardwareChoice(api, hardwareFormat));
        code = decoder.Open(codec, parameters, timeBase, lowDelay, device);
        if (code >= 0)
        {
            return decoder;
        }

        decoder.Dispose();
        return null;
    }

    /// <param name="packet">Null at the end: the pictures still inside come out.</param>
    public int Send(PacketHandle? packet) => Api.Codec.SendPacket(Pointer, packet is null ? null : packet.Pointer);

    public int Receive(PictureHandle picture) => Api.Codec.ReceiveFrame(Pointer, picture.Pointer);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_choiceHandle.IsAllocated)
        {
            _choiceHandle.Free();
        }
    }

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Codec.Free(&pointer);
        return true;
    }

    private int Open(byte* codec, byte* parameters, Rational timeBase, bool lowDelay, HardwareDevice? device)
    {
        var code = Api.Codec.SetParameters(Pointer, parameters);
        if (code < 0)
        {
            return code;
        }

        *(Rational*)(Pointer + Api.Layout.CodecPacketTimeBase) = timeBase;
        if (device is not null)
        {
            delegate* unmanaged[Cdecl]<byte*, int*, int> callback = &HardwareChoice.OnGetFormat;
            *(nint*)(Pointer + FFmpegLayout.CodecOpaque) = GCHandle.ToIntPtr(_choiceHandle);
            *(nint*)(Pointer + Api.Layout.CodecGetFormat) = (nint)callback;
            *(byte**)(Pointer + Api.Layout.CodecHardwareDevice) = device.Share();
        }

        using var options = new NativeOptions(Api).Set("threads", "1").Set("max_pixels", LargestPicture_px);
        if (lowDelay)
        {
            options.Set("flags", "+low_delay");
        }

        return Api.Codec.Open(Pointer, codec, options.Slot);
    }
}
