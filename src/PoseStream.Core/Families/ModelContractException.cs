namespace PoseStream.Core.Families;

/// <summary>A model file is not what its manifest says, or a manifest is not what its family needs. Found at load, never at the first frame.</summary>
public sealed class ModelContractException : Exception
{
    public ModelContractException()
    {
    }

    public ModelContractException(string message)
        : base(message)
    {
    }

    public ModelContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
