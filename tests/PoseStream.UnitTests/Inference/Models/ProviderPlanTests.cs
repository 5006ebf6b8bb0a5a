using PoseStream.Inference;
using PoseStream.Inference.Models;
using Xunit;

namespace PoseStream.UnitTests.Inference.Models;

public sealed class ProviderPlanTests
{
    private static readonly string[] WithCuda = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];

    [Fact]
    public void For_AutoWithCudaBuiltInAndPresent_TriesCuda() =>
        Assert.Equal([ExecutionProvider.Cuda], ProviderPlan.For(new InferenceOptions(), WithCuda, _ => true).Accelerators);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_AutoWithoutCuda_TriesNothingAndSaysWhy(bool isBuiltIn)
    {
        var plan = ProviderPlan.For(new InferenceOptions(), isBuiltIn ? WithCuda : ["CPUExecutionProvider"], _ => !isBuiltIn);
        Assert.Empty(plan.Accelerators);
        Assert.StartsWith("no accelerator found", plan.Absence, StringComparison.Ordinal);
    }

    [Fact]
    public void For_AutoRequiredWithoutCuda_Refuses() => Assert.Throws<InferenceLibraryException>(
        () => ProviderPlan.For(new InferenceOptions { Require = true }, WithCuda, _ => false));

    [Theory]
    [InlineData(ExecutionProvider.Cuda)]
    [InlineData(ExecutionProvider.TensorRt)]
    public void For_AcceleratorNamed_IsTriedWhateverTheLibrarySays(ExecutionProvider provider)
    {
        var plan = ProviderPlan.For(new InferenceOptions { Provider = provider }, ["CPUExecutionProvider"], _ => false);
        Assert.Equal([provider], plan.Accelerators);
        Assert.Null(plan.Absence);
    }

    [Fact]
    public void For_Cpu_TriesNothingElse() =>
        Assert.Equal(new ProviderPlan([], null).Accelerators, ProviderPlan.For(new InferenceOptions { Provider = ExecutionProvider.Cpu }, WithCuda, _ => true).Accelerators);
}
