using System.Globalization;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>How a client wants its packets.</summary>
/// <param name="IsInterleaved">Within the RTSP connection, else as datagrams.</param>
/// <param name="Media">The client's port, or the channel, for pictures.</param>
/// <param name="Control">The same for reports.</param>
internal sealed record TransportChoice(bool IsInterleaved, int Media, int Control)
{
    /// <summary>The first of a Transport header's offers (RFC 2326 §12.39) that a camera can serve; null where there is none.</summary>
    public static TransportChoice? Parse(string header)
    {
        foreach (var offer in header.Split(','))
        {
            var parts = offer.Split(';', StringSplitOptions.TrimEntries);
            if (parts.Contains("multicast", StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var choice = parts[0].ToUpperInvariant() switch
            {
                "RTP/AVP/TCP" => Pair(parts, "interleaved", byte.MaxValue) is var (media, control) ? new TransportChoice(true, media, control) : null,
                "RTP/AVP" or "RTP/AVP/UDP" => Pair(parts, "client_port", ushort.MaxValue) is var (media, control) ? new TransportChoice(false, media, control) : null,
                _ => null,
            };
            if (choice is not null)
            {
                return choice;
            }
        }

        return null;
    }

    private static (int Media, int Control)? Pair(string[] parts, string name, int most)
    {
        foreach (var part in parts)
        {
            if (part.Split('=') is not [var key, var value] || !key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var numbers = value.Split('-');
            if (numbers.Length > 2 || !TryParse(numbers[0], out var media))
            {
                return null;
            }

            // A client that names one number means the next for its reports.
            return !(numbers.Length == 2 ? TryParse(numbers[1], out var control) : (control = media + 1) <= most) ? null : (media, control);
        }

        return null;

        bool TryParse(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
    }
}
