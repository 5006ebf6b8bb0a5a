namespace PoseStream.Core.Ports;

/// <summary>What a connected source found out about itself; shown in the camera's status.</summary>
/// <param name="Codec">As the decoder names it: h264, hevc, …</param>
/// <param name="Transport">tcp, udp, file, …</param>
/// <param name="HardwareDecoder">The hardware decoder in use: vaapi, cuda, …; "none" for software.</param>
/// <param name="FallbackReason">Why a wanted hardware decoder is not in use; null where nothing was wanted in vain.</param>
/// <param name="Duration">How long a recording is; null for what has no end.</param>
/// <param name="PictureNotice">What makes the pictures other than they are to be shown, and so the poses wrong: turned, or with pixels that are not square. Null = nothing.</param>
public readonly record struct SourceReport(
    string Codec, string Transport, string HardwareDecoder, string? FallbackReason, TimeSpan? Duration = null, string? PictureNotice = null);
