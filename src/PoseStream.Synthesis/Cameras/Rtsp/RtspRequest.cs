namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>What a client asks (RFC 2326 §6). Its body, of no use to a camera, is read and left out.</summary>
internal sealed record RtspRequest(string Method, string Uri, int Sequence, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
