using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PoseStream.Media.Interop;

/// <summary>An AVFormatContext: an address being opened and read. The interrupt callback is in place before anything can block.</summary>
internal sealed unsafe class MediaInput : NativeHandle
{
    private readonly ProgressDeadline _deadline;
    private GCHandle _deadlineHandle;

    public MediaInput(FFmpegApi api, ProgressDeadline deadline)
        : base(api, api.Format.Allocate(), "avformat_alloc_context")
    {
        _deadline = deadline;
        _deadlineHandle = GCHandle.Alloc(deadline);
        delegate* unmanaged[Cdecl]<nint, int> callback = &OnInterrupt;
        var interrupt = (nint*)(Pointer + api.Layout.FormatInterruptCallback);
        interrupt[0] = (nint)callback;
        interrupt[1] = GCHandle.ToIntPtr(_deadlineHandle);
    }

    /// <summary>How long a recording is; null for a live stream.</summary>
    public TimeSpan? Duration => *(long*)(Pointer + Api.Layout.FormatDuration) is var duration_us and > 0 ? TimeSpan.FromMicroseconds(duration_us) : null;

    /// <summary>Wall clock of time stamp zero by the first RTCP report, microseconds since 1970; null before it.</summary>
    public long? StartTimeRealtime_us => *(long*)(Pointer + Api.Layout.FormatStartTimeRealtime) is var time and not AvConstant.NoTimestamp and not 0 ? time : null;

    /// <summary>FFmpeg's short name of the input format.</summary>
    public string FormatName => FFmpegApi.Text(*(byte**)(Format + FFmpegLayout.InputFormatName));

    /// <summary>
    /// The format carries no time stamps, as MJPEG over HTTP and bare H.264: those that FFmpeg gives are counted at a frame rate of its own choosing.
    /// Some bare streams whose parser counts pictures lack the flag, so these are known by name.
    /// </summary>
    public bool InventsTimestamps =>
        (*(int*)(Format + FFmpegLayout.InputFormatFlags) & AvConstant.FormatHasNoTimestamps) != 0 || FormatName is "h264" or "hevc" or "m4v" or "h263" or "h261";

    /// <summary>HLS or DASH: the stream comes as files of some seconds each.</summary>
    public bool IsSegmented => FormatName is "hls" or "dash";

    private bool HasSideDataInParameters =>
        Api.Layout.StreamSideData == 0 || (Api.Layout.ParametersSideData != 0 && Api.Versions.Codec >= FFmpegLayout.SideDataInParametersSince);

    private byte* Format => *(byte**)(Pointer + FFmpegLayout.FormatInput);

    private int StreamCount => *(int*)(Pointer + FFmpegLayout.FormatStreamCount);

    /// <param name="format">The input format to use; null = by what the address gives.</param>
    /// <returns>FFmpeg's code; after a negative one this object is empty.</returns>
    public int Open(string url, string? format, NativeOptions options)
    {
        var nativeUrl = Marshal.StringToCoTaskMemUTF8(url);
        var nativeFormat = Marshal.StringToCoTaskMemUTF8(format);
        try
        {
            var context = Pointer;
            var inputFormat = format is null ? null : Api.Format.FindInputFormat((byte*)nativeFormat);
            if (format is not null && inputFormat is null)
            {
                return AvError.DemuxerNotFound;
            }

            var code = Api.Format.Open(&context, (byte*)nativeUrl, inputFormat, options.Slot);
            // On failure FFmpeg has freed the context.
            SetHandle((nint)context);
            return code;
        }
        finally
        {
            Marshal.FreeCoTaskMem(nativeUrl);
            Marshal.FreeCoTaskMem(nativeFormat);
        }
    }

    /// <summary>Before it is opened: reads that would wait return <see cref="AvError.Again"/> where the format can. V4L2 can, and no deadline interrupts its waits.</summary>
    public void SetNonBlocking() => *(int*)(Pointer + Api.Layout.FormatFlags) |= AvConstant.FormatFlagNonBlocking;

    public int FindStreamInfo() => Api.Format.FindStreamInfo(Pointer, null);

    /// <summary>Index of the best video stream, or a negative code.</summary>
    public int FindVideoStream() => Api.Format.FindBestStream(Pointer, AvConstant.MediaTypeVideo, -1, -1, null, 0);

    /// <summary>A video stream whose codec is known without reading any data, as an SDP tells it.</summary>
    public bool HasKnownVideo
    {
        get
        {
            for (var i = 0; i < StreamCount; i++)
            {
                var parameters = Parameters(i);
                if (*(int*)(parameters + FFmpegLayout.ParametersCodecType) == AvConstant.MediaTypeVideo && CodecId(i) != AvConstant.CodecIdNone)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public byte* Parameters(int stream) => *(byte**)(Stream(stream) + Api.Layout.StreamParameters);

    public int CodecId(int stream) => *(int*)(Parameters(stream) + FFmpegLayout.ParametersCodecId);

    public Rational TimeBase(int stream) => *(Rational*)(Stream(stream) + Api.Layout.StreamTimeBase);

    public Rational AverageFrameRate(int stream) => *(Rational*)(Stream(stream) + Api.Layout.StreamAverageFrameRate);

    /// <summary>By how much the file wants its pictures turned clockwise when shown, degrees from -180 to 180; 0 where it says nothing.</summary>
    public double Turn_deg(int stream)
    {
        var holder = HasSideDataInParameters ? Parameters(stream) + Api.Layout.ParametersSideData : Stream(stream) + Api.Layout.StreamSideData;
        var count = *(int*)(holder + FFmpegLayout.SideDataCount);
        for (var i = 0; i < count; i++)
        {
            var entry = *(byte**)holder + (i * FFmpegLayout.SideDataSize);
            var isMatrix = *(int*)(entry + FFmpegLayout.SideDataEntryType) == AvConstant.PacketSideDataDisplayMatrix;
            if (isMatrix && *(nuint*)(entry + FFmpegLayout.SideDataEntryLength) >= 9 * sizeof(int))
            {
                // A 3x3 matrix of fixed-point numbers, row by row; the first row is where the x axis goes.
                var matrix = *(int**)(entry + FFmpegLayout.SideDataEntryData);
                return double.RadiansToDegrees(Math.Atan2(matrix[1], matrix[0]));
            }
        }

        return 0;
    }

    public void DiscardOthers(int stream)
    {
        for (var i = 0; i < StreamCount; i++)
        {
            if (i != stream)
            {
                *(int*)(Stream(i) + Api.Layout.StreamDiscard) = AvConstant.DiscardAll;
            }
        }
    }

    public int Read(PacketHandle packet) => Api.Format.ReadFrame(Pointer, packet.Pointer);

    // Reached also by an empty handle's Dispose through Dispose(bool): the GC handle must go in every case.
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_deadlineHandle.IsAllocated)
        {
            _deadlineHandle.Free();
        }
    }

    protected override bool ReleaseHandle()
    {
        _deadline.BeginClose();
        var pointer = (byte*)handle;
        Api.Format.Close(&pointer);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnInterrupt(nint deadline)
    {
        try
        {
            return GCHandle.FromIntPtr(deadline).Target is ProgressDeadline d && d.ShouldStop() ? 1 : 0;
        }
        catch (Exception)
        {
            // An exception cannot cross native frames; without a clock there is no deadline, so the safe answer is to stop.
            return 1;
        }
    }

    private byte* Stream(int index) => (*(byte***)(Pointer + FFmpegLayout.FormatStreams))[index];
}
