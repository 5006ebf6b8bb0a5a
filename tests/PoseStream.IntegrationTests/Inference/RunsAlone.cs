using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>For tests that measure time or the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "inference, alone";
}
