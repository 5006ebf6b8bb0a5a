using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>What a decoder's get_format callback needs: which hardware format is wanted, and whether the stream allowed it.</summary>
internal sealed unsafe class HardwareChoice(FFmpegApi api, int pixelFormat)
{
    /// <summary>FFmpeg took the wanted format out of its list: this stream (profile, size, chroma) is beyond the device. It may change with the stream.</summary>
    public bool Refused { get; private set; }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OnGetFormat(byte* context, int* formats)
    {
        try
        {
            var handle = GCHandle.FromIntPtr(*(nint*)(context + FFmpegLayout.CodecOpaque));
            return handle.Target is HardwareChoice choice ? choice.Choose(formats) : AvConstant.PixelFormatNone;
        }
        catch (Exception)
        {
            // An exception cannot cross native frames; with no format FFmpeg fails the packet, which is counted.
            return AvConstant.PixelFormatNone;
        }
    }

    /// <param name="formats">What the decoder could give, ended by <see cref="AvConstant.PixelFormatNone"/>.</param>
    internal int Choose(int* formats)
    {
        var software = AvConstant.PixelFormatNone;
        for (var format = formats; *format != AvConstant.PixelFormatNone; format++)
        {
            if (*format == pixelFormat)
            {
                Refused = false;
                return pixelFormat;
            }

            var descriptor = api.Util.PixelDescriptor(*format);
            var isHardware = descriptor is not null && (*(ulong*)(descriptor + FFmpegLayout.PixelDescriptorFlags) & AvConstant.PixelFlagHardware) != 0;
            software = software == AvConstant.PixelFormatNone && !isHardware ? *format : software;
        }

        Refused = true;
        return software;
    }
}
