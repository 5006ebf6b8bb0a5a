using PoseStream.Grpc.Health;
using Xunit;
using static PoseStream.Grpc.Health.V1.HealthCheckResponse.Types;

namespace PoseStream.UnitTests.Grpc;

public class HealthRegistryTests
{
    private readonly HealthRegistry _registry = new();

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(_registry.Find("gate"));

    [Fact]
    public void Set_NewStatus_IsFoundAndSignalled()
    {
        var (_, changed) = _registry.Look("gate");

        _registry.Set("gate", ServingStatus.Serving);

        Assert.Equal(ServingStatus.Serving, _registry.Find("gate"));
        Assert.True(changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void Set_SameStatus_SignalsNothing()
    {
        _registry.Set("gate", ServingStatus.Serving);
        var (_, changed) = _registry.Look("gate");

        _registry.Set("gate", ServingStatus.Serving);

        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public void Remove_KnownName_IsUnknownAgainAndSignalled()
    {
        _registry.Set("gate", ServingStatus.Serving);
        var (_, changed) = _registry.Look("gate");

        _registry.Remove("gate");

        Assert.Null(_registry.Find("gate"));
        Assert.True(changed.IsCompletedSuccessfully);
    }
}
