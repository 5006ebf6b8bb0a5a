using Xunit;

namespace PoseStream.TestKit;

/// <summary>As <see cref="SharedFactAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(params string[] relativePaths)
    {
        RelativePaths = relativePaths;
        Skip = relativePaths.Select(SharedMaterial.WhyAbsent).FirstOrDefault(reason => reason is not null);
    }

    public IReadOnlyList<string> RelativePaths { get; }
}
