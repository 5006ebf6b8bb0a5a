namespace PoseStream.Media.Interop;

/// <summary>A reference to an opened hardware decoding device.</summary>
internal sealed unsafe class HardwareDevice : NativeHandle
{
    private HardwareDevice(FFmpegApi api, byte* reference, int type)
        : base(api, reference, "av_hwdevice_ctx_create") => Type = type;

    /// <summary>FFmpeg's number of the kind.</summary>
    public int Type { get; }

    public string Name => NameOf(Api, Type);

    /// <summary>Every kind that the build knows.</summary>
    public static IReadOnlyList<int> Types(FFmpegApi api)
    {
        var types = new List<int>();
        for (var type = api.Util.NextHardwareType(0); type != 0; type = api.Util.NextHardwareType(type))
        {
            types.Add(type);
        }

        return types;
    }

    public static string NameOf(FFmpegApi api, int type) => FFmpegApi.Text(api.Util.HardwareTypeName(type));

    /// <param name="failure">One line; null where it opened. FFmpeg's codes differ between kinds: any negative one means that there is no such device.</param>
    public static HardwareDevice? TryOpen(FFmpegApi api, int type, out string? failure)
    {
        var lines = new FirstErrorReader();
        var before = NativeLog.ReadThread(lines);
        try
        {
            byte* reference = null;
            var code = api.Util.HardwareDeviceCreate(&reference, type, null, null, 0);
            failure = code < 0 ? lines.First ?? api.ErrorText(code) : null;
            return code < 0 ? null : new HardwareDevice(api, reference, type);
        }
        finally
        {
            NativeLog.ReadThread(before);
        }
    }

    /// <summary>Another reference to the same device, for a decoder to own.</summary>
    public byte* Share() => Api.Util.BufferReference(Pointer);

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Util.BufferUnreference(&pointer);
        return true;
    }
}
