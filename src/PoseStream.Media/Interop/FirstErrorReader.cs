namespace PoseStream.Media.Interop;

/// <summary>Keeps the first error that FFmpeg tells while something is tried: that it fails is an answer, so the line becomes the reason and stays out of the log.</summary>
internal sealed class FirstErrorReader : INativeLogReader
{
    public string? First { get; private set; }

    public int MaximumLevel => AvConstant.LogError;

    public void Read(int level, string line) => First ??= CredentialRedactor.Redact(line);
}
