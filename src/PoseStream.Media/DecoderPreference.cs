using PoseStream.Core.Ports;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>
/// Which decoder a source's next connection asks for: the configured one. But where it may choose itself, software after a connection that hardware decoded nothing of:
/// a device that opens and then fails would else be chosen for ever.
/// </summary>
/// <param name="configured"><see cref="FFmpegSourceOptions.HardwareDecoder"/>.</param>
internal sealed class DecoderPreference(string configured)
{
    private readonly bool _isFree = string.Equals(configured, DecoderSelection.Auto, StringComparison.OrdinalIgnoreCase);

    public string Wanted => Doubt is null ? configured : DecoderSelection.None;

    /// <summary>Why hardware is not even tried, one line; null = it is.</summary>
    public string? Doubt { get; private set; }

    /// <param name="hardware">The hardware decoder that was in use, or "none".</param>
    /// <param name="pictures">How many were decoded.</param>
    public void ConnectionEnded(EndReason reason, string hardware, long pictures)
    {
        if (_isFree && reason == EndReason.DecodeError && pictures == 0)
        {
            // Where software fails as well it is the stream, and hardware has its turn again.
            Doubt = hardware == DecoderSelection.None ? null : $"{hardware}: data came of which it could decode no picture";
        }
    }
}
