using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras.Rtp;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Describes the stream (RFC 4566; RFC 6184 §8.2 for H.264).</summary>
internal static class SdpBuilder
{
    /// <summary>The one track's address, relative to the stream's.</summary>
    public const string Track = "track1";

    public static string Build(ParameterSets sets) => string.Join("\r\n",
    [
        "v=0",
        "o=- 0 0 IN IP4 127.0.0.1",
        "s=PoseStream simulated camera",
        "c=IN IP4 0.0.0.0",
        "t=0 0",
        "a=range:npt=now-",
        "a=control:*",
        $"m=video 0 RTP/AVP {H264Packetizer.PayloadType}",
        $"a=rtpmap:{H264Packetizer.PayloadType} H264/90000",
        $"a=fmtp:{H264Packetizer.PayloadType} packetization-mode=1;profile-level-id={sets.ProfileLevelId};"
            + $"sprop-parameter-sets={Convert.ToBase64String(sets.Sequence.Span)},{Convert.ToBase64String(sets.Picture.Span)}",
        $"a=control:{Track}",
        "",
    ]);
}
