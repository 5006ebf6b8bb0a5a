using Xunit;

namespace PoseStream.IntegrationTests.Evaluating;

/// <summary>A test that needs NumPy; skipped with its reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NumpyFactAttribute : FactAttribute
{
    public NumpyFactAttribute() => Skip = File.Exists(NumpyScript.Python) && Directory.Exists("/usr/lib/python3/dist-packages/numpy")
        ? null
        : "NumPy is not installed: apt-get install python3-numpy";
}
