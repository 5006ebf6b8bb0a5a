namespace PoseStream.Media;

/// <summary>The FFmpeg libraries are missing or cannot be used. The message is one line: what is missing, what was tried, what to do.</summary>
public sealed class MediaLibraryException : Exception
{
    public MediaLibraryException()
    {
    }

    public MediaLibraryException(string message)
        : base(message)
    {
    }

    public MediaLibraryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
