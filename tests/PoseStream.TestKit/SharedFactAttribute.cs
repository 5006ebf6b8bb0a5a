using Xunit;

namespace PoseStream.TestKit;

/// <summary>A test that needs files of ../shared; skipped with its reason where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(params string[] relativePaths)
    {
        RelativePaths = relativePaths;
        Skip = relativePaths.Select(SharedMaterial.WhyAbsent).FirstOrDefault(reason => reason is not null);
    }

    public IReadOnlyList<string> RelativePaths { get; }
}
