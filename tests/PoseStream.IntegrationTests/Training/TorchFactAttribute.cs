using Xunit;

namespace PoseStream.IntegrationTests.Training;

/// <summary>A test that needs what the trainer needs, as Debian has it; skipped with its reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = File.Exists(TrainingScript.Python) && new[] { "torch", "numpy", "onnx" }.All(IsInstalled)
        ? null
        : "what trains is not installed: apt-get install python3-torch python3-numpy python3-onnx";

    private static bool IsInstalled(string package) => Directory.Exists($"/usr/lib/python3/dist-packages/{package}");
}
