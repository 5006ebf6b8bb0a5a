namespace PoseStream.Media.Interop;

/// <summary>An AVPacket, filled again and again.</summary>
internal sealed unsafe class PacketHandle(FFmpegApi api) : NativeHandle(api, api.Codec.PacketAllocate(), "av_packet_alloc")
{
    public int StreamIndex => *(int*)(Pointer + FFmpegLayout.PacketStreamIndex);

    /// <summary>In the stream's time base; <see cref="AvConstant.NoTimestamp"/> where there is none.</summary>
    public long Pts => *(long*)(Pointer + FFmpegLayout.PacketPts);

    /// <summary>Wall clock that the sender's RTCP reports give this packet, microseconds since 1970; null before the first report (facts: FFmpeg ABI §3, PRFT).</summary>
    public long? ProducerTime_us
    {
        get
        {
            nuint size;
            var data = Api.Codec.PacketSideData(Pointer, AvConstant.PacketSideDataProducerReferenceTime, &size);
            return data is not null && size >= sizeof(long) ? *(long*)data : null;
        }
    }

    public bool IsKeyFrame => (*(int*)(Pointer + FFmpegLayout.PacketFlags) & AvConstant.PacketFlagKey) != 0;

    public byte[] CopyData() => new ReadOnlySpan<byte>(*(byte**)(Pointer + FFmpegLayout.PacketData), *(int*)(Pointer + FFmpegLayout.PacketSize)).ToArray();

    public void Clear() => Api.Codec.PacketUnreference(Pointer);

    protected override bool ReleaseHandle()
    {
        var pointer = (byte*)handle;
        Api.Codec.PacketFree(&pointer);
        return true;
    }
}
