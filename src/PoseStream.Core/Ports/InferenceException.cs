namespace PoseStream.Core.Ports;

/// <summary>A network run failed. The item is dropped and counted; the worker may go on.</summary>
public sealed class InferenceException : Exception
{
    public InferenceException()
    {
    }

    public InferenceException(string message)
        : base(message)
    {
    }

    public InferenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
