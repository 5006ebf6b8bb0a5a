using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Tests that start the demo, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoCache>
{
    public const string Name = "demo";
}
