namespace PoseStream.Inference;

/// <summary>The ONNX Runtime library, or the execution provider that was demanded of it, cannot be used on this machine. One line for a person.</summary>
public sealed class InferenceLibraryException : Exception
{
    public InferenceLibraryException()
    {
    }

    public InferenceLibraryException(string message)
        : base(message)
    {
    }

    public InferenceLibraryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
