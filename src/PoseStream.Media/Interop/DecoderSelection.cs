using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>A decoder for a stream: hardware where wanted and possible, else software with the reason.</summary>
/// <param name="Decoder">Null where not even software can decode it; then <paramref name="Code"/> tells why.</param>
/// <param name="Hardware">Name of the hardware in use, or "none".</param>
internal sealed unsafe record DecoderSelection(VideoDecoder? Decoder, int Code, string Hardware, string? FallbackReason)
{
    public const string Auto = "auto";
    public const string None = "none";

    // Of several that open, those that decode most codecs with least copying come first.
    private static readonly string[] Preferred = ["cuda", "vaapi", "videotoolbox", "qsv", "drm"];

    public static DecoderSelection Open(FFmpegApi api, MediaInput input, int stream, string wanted, bool lowDelay)
    {
        var codecId = input.CodecId(stream);
        var codec = api.Codec.FindDecoder(codecId);
        if (codec is null)
        {
            return new DecoderSelection(null, AvError.DecoderNotFound, None, null);
        }

        var parameters = input.Parameters(stream);
        var timeBase = input.TimeBase(stream);
        var reasons = new List<string>();
        foreach (var type in Candidates(api, codec, wanted, reasons))
        {
            var hardwareCodec = FindHardwareCodec(api, codec, codecId, type, out var format);
            var name = HardwareDevice.NameOf(api, type);
            if (hardwareCodec is null)
            {
                reasons.Add($"{name}: this FFmpeg build has no {name} decoder for {api.CodecName(codecId)}");
                continue;
            }

            using var device = HardwareDevice.TryOpen(api, type, out var failure);
            if (device is null)
            {
                reasons.Add($"{name}: {failure}");
                continue;
            }

            var decoder = VideoDecoder.TryOpen(api, hardwareCodec, parameters, timeBase, lowDelay, device, format, out var hardwareCode);
            if (decoder is not null)
            {
                return new DecoderSelection(decoder, hardwareCode, name, null);
            }

            reasons.Add($"{name}: {api.ErrorText(hardwareCode)}");
        }

        var software = VideoDecoder.TryOpen(api, codec, parameters, timeBase, lowDelay, null, 0, out var code);
        return new DecoderSelection(software, code, None, reasons.Count == 0 ? null : string.Join("; ", reasons));
    }

    private static IEnumerable<int> Candidates(FFmpegApi api, byte* codec, string wanted, List<string> reasons)
    {
        var known = HardwareDevice.Types(api);
        if (string.Equals(wanted, None, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        if (string.Equals(wanted, Auto, StringComparison.OrdinalIgnoreCase))
        {
            var able = known.Where(type => Supports(api, codec, type, out _)).ToArray();
            if (able.Length == 0)
            {
                reasons.Add("this FFmpeg build has no hardware decoder for this codec");
            }

            return able.OrderBy(type => Array.IndexOf(Preferred, HardwareDevice.NameOf(api, type)) is var i and >= 0 ? i : Preferred.Length);
        }

        var named = known.Where(type => string.Equals(wanted, HardwareDevice.NameOf(api, type), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (named.Length == 0)
        {
            reasons.Add($"this FFmpeg build knows no hardware decoder '{wanted}'; it knows {string.Join(", ", known.Select(type => HardwareDevice.NameOf(api, type)))}");
        }

        return named;
    }

    /// <summary>The general decoder where it can use the device, else one made for it, as h264_qsv.</summary>
    private static byte* FindHardwareCodec(FFmpegApi api, byte* codec, int codecId, int type, out int format)
    {
        if (Supports(api, codec, type, out format))
        {
            return codec;
        }

        var name = Marshal.StringToCoTaskMemUTF8($"{api.CodecName(codecId)}_{HardwareDevice.NameOf(api, type)}");
        var special = api.Codec.FindDecoderByName((byte*)name);
        Marshal.FreeCoTaskMem(name);
        return special is not null && Supports(api, special, type, out format) ? special : null;
    }

    private static bool Supports(FFmpegApi api, byte* codec, int type, out int format)
    {
        for (var i = 0; api.Codec.HardwareConfig(codec, i) is var config && config is not null; i++)
        {
            var byDevice = *(int*)(config + FFmpegLayout.HardwareConfigMethods) & AvConstant.HardwareConfigByDevice;
            if (byDevice != 0 && *(int*)(config + FFmpegLayout.HardwareConfigDeviceType) == type)
            {
                format = *(int*)(config + FFmpegLayout.HardwareConfigPixelFormat);
                return true;
            }
        }

        format = AvConstant.PixelFormatNone;
        return false;
    }
}
