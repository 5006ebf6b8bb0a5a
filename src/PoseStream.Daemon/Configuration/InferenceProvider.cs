namespace PoseStream.Daemon.Configuration;

/// <summary>Where networks run. Auto: the best that works.</summary>
public enum InferenceProvider
{
    Auto,
    Cpu,
    Cuda,
    TensorRt,
}
