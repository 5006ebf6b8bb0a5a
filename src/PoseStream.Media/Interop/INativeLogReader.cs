namespace PoseStream.Media.Interop;

/// <summary>Who gets FFmpeg's log lines.</summary>
internal interface INativeLogReader
{
    /// <summary>The least urgent level wanted (FFmpeg's numbers: smaller is more urgent); others are not even formatted.</summary>
    int MaximumLevel { get; }

    /// <param name="level">FFmpeg's level.</param>
    /// <param name="line">As FFmpeg wrote it: may hold credentials.</param>
    void Read(int level, string line);
}
