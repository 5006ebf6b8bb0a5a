using System.Text.RegularExpressions;
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
    public async Task Run_LensesThatNobodyMeasured_SaysOfWhichCameras()
    {
        var config = _data.Write("posestream.json", """
            { "cameras": [
                { "name": "a", "url": "/absent.mp4" },
                { "name": "b", "url": "/absent.mp4", "horizontal_fov_deg": 72.5 },
                { "name": "c", "url": "/absent.mp4", "intrinsics": { "fx": 800, "fy": 800, "cx": 640, "cy": 360, "width": 1280, "height": 720 } },
                { "name": "d", "url": "/absent.mp4", "calibrate_from_people": true }],
              "grpc": { "enabled": false } }
            """);
        await using var program = PoseStreamProgram.Start(_data, "run", "--config", config);
        await program.UntilLoggedAsync(Regex.Escape("field of view assumed: a (60°), b (72.5°);"));
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
