using System.Net;
using System.Net.Sockets;
using PoseStream.Core.Time;
using PoseStream.IntegrationTests.Media;
using PoseStream.Media;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Simulated cameras as somebody has them who writes a client: started by hand, watched over RTSP.</summary>
[Collection(DemoCollection.Name)]
public sealed class SimulateTests(DemoCache cache) : IDisposable
{
    private const string Announced = @"^posestream run (--camera (\S+)=(rtsp://\S+))";

    // The first start renders twelve seconds of pictures, on a machine that may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Simulate_CameraWithFaults_IsSeenByTheServiceAsTheyHappen()
    {
        // Late enough for the service to have come to its first frames on a busy machine.
        await using var cameras = Start("street", "--user", "viewer", "--password", "p@ss w%rd", "--fault", "jump@15+60", "--fault", "cut@25+1");
        var line = await cameras.UntilPrintedAsync(Announced, Patience);
        await using var service = PoseStreamProgram.Start(_data, ["run", .. line.Groups[1].Value.Split(' '), "--grpc", "127.0.0.1:0"]);
        using var status = new StatusClient(await service.GrpcAsync());

        await status.UntilAsync("street", stream => stream.State is StreamState.Streaming && stream.FramesPublished > 0);
        await cameras.UntilPrintedAsync(@"street: jump@15\+60$");
        await service.UntilLoggedAsync("clock jumped by 60");
        await cameras.UntilPrintedAsync(@"street: cut@25\+1 is over$");
        await service.UntilLoggedAsync("the server closed the stream");
        var before = await status.GetAsync("street");
        await status.UntilAsync("street", stream => stream.State is StreamState.Streaming && stream.FramesPublished > before.FramesPublished + 10);

        Assert.Equal(0, (await service.TerminateAsync()).ExitCode);
        var end = await cameras.TerminateAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.DoesNotContain(end.Errors, error => error.StartsWith("posestream: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Simulate_WrongPassword_IsToldApartByTheService()
    {
        await using var cameras = Start("street", "--user", "viewer", "--password", "right");
        var address = (await cameras.UntilPrintedAsync(Announced, Patience)).Groups[3].Value.Replace(":right@", ":wrong@", StringComparison.Ordinal);
        await using var service = PoseStreamProgram.Start(_data, "run", "--camera", $"street={address}", "--grpc", "127.0.0.1:0");
        using var status = new StatusClient(await service.GrpcAsync());
        await status.UntilAsync("street", stream => stream.State is StreamState.AuthFailed);
    }

    [Theory]
    [InlineData(RtspTransport.Tcp)]
    [InlineData(RtspTransport.Udp)]
    public async Task Simulate_OwnVideoOnEveryInterface_IsPlayedRoundAndRound(RtspTransport transport)
    {
        // B pictures, which no camera sends, and two seconds, so that the loop shows.
        using var video = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=320x240:rate=20:duration=2 -c:v libx264 -bf 2 -pix_fmt yuv420p", ".mp4");
        await using var cameras = Start(video.Path, "--listen", "*:0");
        var line = await cameras.UntilPrintedAsync(Announced);
        Assert.Equal(Path.GetFileNameWithoutExtension(video.Path), line.Groups[2].Value);
        var port = new Uri(line.Groups[3].Value).Port;
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = $"rtsp://127.0.0.1:{port}/{line.Groups[2].Value}", Transport = transport, HardwareDecoder = "none" });

        int[] Judged(IReadOnlyList<FrameTiming> timings) => [.. SteadyFrames.Of(timings, transport, skip: 1)];
        await run.Until(sink => Judged(sink.Timings).Length > 60);

        Assert.All(run.Sink.Geometries, geometry => Assert.Equal((320, 240), (geometry.Width, geometry.Height)));
        // The first picture may come before its time stamp is known.
        var timings = run.Sink.Timings;
        Assert.All(Judged(timings), i => Assert.Equal(0.05, timings[i].MediaTime - timings[i - 1].MediaTime, 0.002));
    }

    [Fact]
    public async Task Simulate_StoppedWhileRendering_EndsWell()
    {
        await using var cameras = PoseStreamProgram.Start(_data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _data.Path }, "simulate", "crossing1");
        await cameras.UntilLoggedAsync("rendering crossing1");
        Assert.Equal(0, (await cameras.TerminateAsync()).ExitCode);
    }

    [Fact]
    public async Task Simulate_PortInUse_NamesIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await FailsAsync(["street", "--port", $"{port}"], $"127.0.0.1:{port}", "in use", "another port");
    }

    [Theory]
    [InlineData("'steet' (did you mean street?)", "steet")]
    [InlineData("there is a camera 'street' already", "street", "street")]
    [InlineData("--fault frieze@1: there is no fault 'frieze' (did you mean freeze?)", "street", "--fault", "frieze@1")]
    [InlineData("--port: 70000 is no port", "street", "--port", "70000")]
    [InlineData("--port: there are 2 cameras, and not so many ports from 65535 on", "street", "room", "--port", "65535")]
    [InlineData("--listen: '8554' is not an address", "street", "--listen", "8554")]
    [InlineData("--port: --listen says it already", "street", "--port", "1", "--listen", "*:1")]
    [InlineData("--user and --password belong together", "street", "--user", "viewer")]
    public Task Simulate_Mistake_IsNamed(string words, params string[] arguments) => FailsAsync(arguments, words);

    [Fact]
    public async Task Simulate_FileThatIsNoVideo_NamesIt()
    {
        var file = _data.Write("notes.txt", "no video");
        await FailsAsync([file], file);
        await FailsAsync([file, "--fault", "resolution@1"], "--fault resolution@1: ", file);
    }

    [Fact]
    public async Task Simulate_VideoWithOddSides_SaysThatTheyMustBeEven()
    {
        using var video = await MadeVideo.CreateAsync("-f lavfi -i testsrc=size=321x240:rate=5:duration=1 -c:v ffv1", ".mkv");
        await FailsAsync([video.Path], video.Path, "321x240", "even");
    }

    private async Task FailsAsync(string[] arguments, params string[] words)
    {
        await using var program = Start(arguments);
        var end = await program.EndAsync(Patience);
        var line = Assert.Single(end.Errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(1, end.ExitCode);
    }

    private PoseStreamProgram Start(params IEnumerable<string> arguments) =>
        PoseStreamProgram.Start(_data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path }, ["simulate", .. arguments]);
}
