namespace PoseStream.Inference;

/// <summary>What computes the networks.</summary>
public enum ExecutionProvider
{
    /// <summary>CUDA where it works, else the CPU.</summary>
    Auto,

    Cpu,

    Cuda,

    TensorRt,
}
