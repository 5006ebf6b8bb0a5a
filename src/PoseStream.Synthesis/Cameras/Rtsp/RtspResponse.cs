using System.Globalization;
using System.Text;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>What the camera answers (RFC 2326 §7).</summary>
internal sealed record RtspResponse(int Status, string Reason)
{
    private readonly List<(string Name, string Value)> _headers = [];

    public static RtspResponse Ok => new(200, "OK");

    public static RtspResponse BadRequest => new(400, "Bad Request");

    public static RtspResponse Unauthorized => new(401, "Unauthorized");

    public static RtspResponse NotFound => new(404, "Not Found");

    public static RtspResponse SessionNotFound => new(454, "Session Not Found");

    public static RtspResponse NotNow => new(455, "Method Not Valid in This State");

    public static RtspResponse UnsupportedTransport => new(461, "Unsupported Transport");

    public static RtspResponse NotImplemented => new(501, "Not Implemented");

    public string Body { get; init; } = "";

    public RtspResponse With(string name, string value)
    {
        _headers.Add((name, value));
        return this;
    }

    /// <param name="sequence">Of the request; null where it could not be read.</param>
    public byte[] ToBytes(int? sequence)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"RTSP/1.0 {Status} {Reason}\r\n");
        if (sequence is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"CSeq: {number}\r\n");
        }

        text.Append("Server: PoseStream simulated camera\r\n");
        foreach (var (name, value) in _headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (Body.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(Body).ToString());
    }
}
