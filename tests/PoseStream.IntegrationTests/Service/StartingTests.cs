using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

public sealed class StartingTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Terminate_WhileNetworksAreLoaded_EndsWell()
    {
        var config = _data.Write("posestream.json", """{ "cameras": [{ "name": "a", "url": "/absent.mp4" }], "grpc": { "enabled": false } }""");
        await using var program = PoseStreamProgram.Start(_data, "run", "--config", config);
        await program.UntilLoggedAsync("cameras: 1, models in");
        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
    }

    [Fact]
    public async Task Run_EveryAddressOfAHostWithoutIPv6_ListensOnIPv4()
    {
        await using var program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["DOTNET_SYSTEM_NET_DISABLEIPV6"] = "1" }, "run", "--camera", "a=/absent.mp4", "--grpc", "*:0");
        Assert.Equal("0.0.0.0", (await program.GrpcAsync()).Address.ToString());
        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
    }
}
