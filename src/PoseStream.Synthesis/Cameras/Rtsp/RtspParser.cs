using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Takes the bytes of a client apart (RFC 2326 §4, §6, §10.12). Never throws, whatever they are.</summary>
internal static class RtspParser
{
    public const int LongestHead = 8 * 1024;
    public const int LongestBody = 8 * 1024;
    private const int PacketPrefixLength = 4;
    private const byte PacketSign = (byte)'$';
    private const string Protocol = "RTSP/1.0";

    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <param name="consumed">How many bytes it took; zero where it is incomplete or malformed.</param>
    public static RtspParse Parse(ReadOnlySpan<byte> data, out RtspRequest? request, out int consumed)
    {
        request = null;
        consumed = 0;
        if (data.Length > 0 && data[0] == PacketSign)
        {
            return ParsePacket(data, out consumed);
        }

        var blank = data.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (blank < 0)
        {
            return data.Length > LongestHead ? RtspParse.Malformed : RtspParse.Incomplete;
        }

        var head = data[blank..];
        var headLength = head.IndexOf(HeadEnd);
        if (headLength is < 0 or > LongestHead)
        {
            return headLength > LongestHead || head.Length > LongestHead ? RtspParse.Malformed : RtspParse.Incomplete;
        }

        if (ParseHead(Encoding.Latin1.GetString(head[..headLength])) is not { } parsed || BodyLength(parsed) is not { } bodyLength)
        {
            return RtspParse.Malformed;
        }

        var end = blank + headLength + HeadEnd.Length + bodyLength;
        if (data.Length < end)
        {
            return RtspParse.Incomplete;
        }

        request = parsed;
        consumed = end;
        return RtspParse.Request;
    }

    private static RtspParse ParsePacket(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        if (data.Length < PacketPrefixLength)
        {
            return RtspParse.Incomplete;
        }

        var end = PacketPrefixLength + BinaryPrimitives.ReadUInt16BigEndian(data[2..]);
        if (data.Length < end)
        {
            return RtspParse.Incomplete;
        }

        consumed = end;
        return RtspParse.Packet;
    }

    private static RtspRequest? ParseHead(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, { Length: > 0 } uri, Protocol])
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return null;
            }

            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return headers.TryGetValue("CSeq", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new RtspRequest(method, uri, sequence, headers)
            : null;
    }

    /// <returns>Null where it says nonsense.</returns>
    private static int? BodyLength(RtspRequest request)
    {
        if (request.Header("Content-Length") is not { } text)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= LongestBody ? length : null;
    }
}
