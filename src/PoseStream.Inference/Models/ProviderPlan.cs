namespace PoseStream.Inference.Models;

/// <summary>Which accelerators to try before the CPU.</summary>
/// <param name="Absence">Why none is tried although any would do; null otherwise.</param>
internal sealed record ProviderPlan(IReadOnlyList<ExecutionProvider> Accelerators, string? Absence)
{
    /// <param name="hasProviderFile">Whether the file of an accelerator lies beside the library.</param>
    /// <exception cref="InferenceLibraryException">Automatic choice with an accelerator required, and there is none.</exception>
    public static ProviderPlan For(InferenceOptions options, IReadOnlyList<string> buildProviders, Func<ExecutionProvider, bool> hasProviderFile)
    {
        switch (options.Provider)
        {
            case ExecutionProvider.Cpu:
                return new ProviderPlan([], null);
            case ExecutionProvider.Cuda or ExecutionProvider.TensorRt:
                return new ProviderPlan([options.Provider], null);
        }

        if (buildProviders.Contains("CUDAExecutionProvider") && hasProviderFile(ExecutionProvider.Cuda))
        {
            return new ProviderPlan([ExecutionProvider.Cuda], null);
        }

        const string absence = "this ONNX Runtime brings no CUDA provider (POSESTREAM_ONNXRUNTIME can name a build that does)";
        return options.Require
            ? throw new InferenceLibraryException($"an accelerator is required, and {absence}")
            : new ProviderPlan([], $"no accelerator found: {absence}");
    }
}
