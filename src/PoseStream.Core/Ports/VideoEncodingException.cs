namespace PoseStream.Core.Ports;

/// <summary>A picture could not be encoded. The message is one line.</summary>
public sealed class VideoEncodingException : Exception
{
    public VideoEncodingException()
    {
    }

    public VideoEncodingException(string message)
        : base(message)
    {
    }

    public VideoEncodingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
