using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PoseStream.TestKit;
using PoseStream.TestKit.Mqtt;
using PoseStream.V1;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The demo as a user starts it. The clip is rendered by the first of these tests and found in the cache by the others.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoTests(DemoCache cache, ITestOutputHelper log) : IDisposable
{
    private const string Detector = "models/rtmdet-nano.onnx";
    private const string Pose = "models/mediapipe-pose-landmark-lite.onnx";

    // The first start renders twelve seconds of pictures, on a machine that may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private const string PosesPublished = @"s: [1-9]\d* frames published.* [1-9]\d* people";

    // Of what was decoded: where the machine manages less, the gaps in what is followed say nothing of the networks.
    private const double LeastShare = 0.6;

    // Of the program, its camera and the measurement, with any of these networks; a busy machine lets it wait, and that does not count.
    private const double MostCpuPerFrame_s = 0.2;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Demo_FewSeconds_MeasuresPeopleAgainstTheTruthWithinBounds()
    {
        // Somewhat below what the built-in networks reach in this clip.
        if (await MeasureAsync() is not { } figures)
        {
            return;
        }

        Assert.InRange(figures.Recall, 0.7, 1);
        Assert.InRange(figures.Precision, 0.7, 1);
        Assert.InRange(figures.Mpjpe_mm, 10, 160);
        Assert.InRange(figures.PaMpjpe_mm, 10, 100);
        Assert.InRange(figures.Mrpe_mm, 10, 800);
        Assert.InRange(figures.IdSwitches, 0, 40);
    }

    [SharedFact(Detector, Pose)]
    public async Task Demo_NetworksOfOthers_AreMeasuredRightToo()
    {
        // They never saw a rendered person, nor did they help to make the truth: a mirrored camera, another picture's truth or wrong intrinsics would show.
        var others = await MeasureAsync("--config", _data.Write("others.json", """{ "preset": "rtmdet-mediapipe", "grpc": { "listen": "127.0.0.1:0" } }"""));
        if (others is not { } figures)
        {
            return;
        }

        Assert.InRange(figures.Recall, 0.7, 1);
        Assert.InRange(figures.Precision, 0.85, 1);
        Assert.InRange(figures.Mpjpe_mm, 10, 230);
        Assert.InRange(figures.PaMpjpe_mm, 10, 140);
        // Their people are all of one height, and a child of the clip is not, whose legs and trunk are shorter still.
        Assert.InRange(figures.Mrpe_mm, 10, 2800);
        Assert.InRange(figures.IdSwitches, 0, 20);
    }

    [Fact]
    public async Task Demo_SecondStart_FindsItsClipAndLeavesNothingElse()
    {
        await using (var first = Start("--cameras", "1", "--duration", "1"))
        {
            await first.EndAsync(Patience);
        }

        await using var program = Start("--cameras", "1", "--duration", "2");
        var end = await program.EndAsync(Patience);
        Assert.DoesNotContain(end.Errors, line => line.Contains("rendering", StringComparison.Ordinal));
        var kept = Directory.GetFiles(Path.Combine(cache.Path, "posestream"), "*", SearchOption.AllDirectories);
        // The other tests of the cache may have the second camera's clip in it.
        Assert.All(kept, file => Assert.Matches(@"/clips/(street|room)-[0-9a-f]+\.(clip|truth\.jsonl)$", file));
        Assert.Equal(2, kept.Count(file => Path.GetFileName(file).StartsWith("street-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Demo_PortInUse_TakesAnotherAndSaysSo()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = ((IPEndPoint)other.LocalEndPoint!).Port;
        var config = _data.Write("demo.json", $$"""{ "grpc": { "listen": "127.0.0.1:{{taken}}" } }""");
        await using var program = Start("--cameras", "1", "--duration", "600", "--config", config);
        await program.UntilPrintedAsync(PosesPublished, Patience);
        var end = await program.TerminateAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains($"port {taken} is in use by another program", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_BrokerConfigured_PublishesThereTooAndNamesIt()
    {
        await using var broker = await MosquittoBroker.RunAsync();
        await using var poses = await MosquittoSubscriber.SubscribeAsync(broker, "posestream/v1/test/street-1/poses");
        var config = _data.Write(
            "demo.json", $$"""{ "node": "test", "grpc": { "listen": "127.0.0.1:0" }, "mqtt": { "enabled": true, "host": "127.0.0.1", "port": {{broker.Port}} } }""");
        await using var program = Start("--cameras", "1", "--duration", "600", "--config", config);
        await program.UntilPrintedAsync($"MQTT +127.0.0.1:{broker.Port}, topics posestream/v1/test/", Patience);
        await poses.NextAsync(message => PoseFrame.Parser.ParseFrom(message.Payload).People.Count > 0);
        Assert.Equal(130, (await program.TerminateAsync()).ExitCode);
    }

    [Fact]
    public async Task Demo_Interrupted_StillSumsUpAndSaysSoWithItsExitCode()
    {
        await using var program = Start("--cameras", "1", "--duration", "600");
        await program.UntilPrintedAsync(PosesPublished, Patience);
        var end = await program.TerminateAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains("0 in flight", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_NobodyIsEverFound_SaysSoAndFails()
    {
        // No detection is that sure, so that nobody is followed and no pose is published.
        var config = _data.Write("blind.json", """{ "tracking": { "start_score": 1 }, "grpc": { "listen": "127.0.0.1:0" } }""");
        await using var program = Start("--cameras", "1", "--duration", "3", "--config", config);
        var end = await program.EndAsync(Patience);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("NO POSE WAS PUBLISHED", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_NetworksNotHere_SaysSoBeforeAnythingIsRendered()
    {
        var config = _data.Write("others.json", """{ "preset": "rtmdet-mediapipe" }""");
        await using var program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["POSESTREAM_MODELS"] = null, ["XDG_CACHE_HOME"] = _data.Path }, "demo", "--duration", "1", "--config", config);
        var end = await program.EndAsync();
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("is not on this machine", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cameras", "0")]
    [InlineData("--duration", "0")]
    [InlineData("--json", "/nowhere/at/all.json")]
    [InlineData("--config", "/nowhere/posestream.json")]
    public async Task Demo_OptionWrong_NamesIt(string option, string value)
    {
        await using var program = PoseStreamProgram.Start(_data, "demo", option, value);
        var end = await program.EndAsync();
        Assert.Equal(1, end.ExitCode);
        Assert.Contains(option == "--config" ? value : option, Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    /// <summary>Ten seconds of the first camera, and once more where the machine did not keep up.</summary>
    /// <returns>Null where it never did: there is nothing to judge then.</returns>
    private async Task<Figures?> MeasureAsync(params string[] more)
    {
        for (var run = 0; run < 2; run++)
        {
            var (share, figures) = await MeasureOnceAsync(more);
            if (share >= LeastShare)
            {
                return figures;
            }

            log.WriteLine($"only {share:P0} of the frames were published: the figures are not judged");
            Assert.True(figures.CpuSecondsPerFrame < MostCpuPerFrame_s, $"it is the program that is slow, not the machine: {figures.CpuSecondsPerFrame} s of CPU a frame");
        }

        return null;
    }

    /// <summary>What is true of a run with any networks, and on any machine.</summary>
    private async Task<(double Share, Figures Figures)> MeasureOnceAsync(string[] more)
    {
        var file = _data.PathOf("demo.json");
        await using var program = Start(["--cameras", "1", "--duration", "10", "--json", file, .. more]);
        var end = await program.EndAsync(Patience);
        Assert.True(end.ExitCode == 0, string.Join('\n', [end.Output, .. end.Errors]));

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        double Number(string key) => json.RootElement.GetProperty(key).GetDouble();
        Assert.Equal(1, Number("cameras"));
        Assert.True(Number("seconds") >= 10);
        Assert.True(Number("frames_published") > 10);
        Assert.Equal(Number("frames_decoded"), Number("frames_published") + Number("frames_dropped"));
        Assert.True(Number("people_truth") > Number("frames_published"), "more than one person in sight on the average");
        Assert.Equal(Number("recall"), Number("people_matched") / Number("people_truth"), 1e-6);
        Assert.InRange(Number("cpu_seconds_per_frame"), 0.001, 1);
        var latency = json.RootElement.GetProperty("latency_ms");
        Assert.InRange(latency.GetProperty("p50").GetDouble(), 1, latency.GetProperty("p99").GetDouble());
        Assert.InRange(latency.GetProperty("p50").GetDouble(), 1, 5000);

        Assert.Contains("rtsp://127.0.0.1:", end.Output, StringComparison.Ordinal);
        Assert.Contains("gRPC      http://127.0.0.1:", end.Output, StringComparison.Ordinal);
        Assert.Contains("web       http://127.0.0.1:", end.Output, StringComparison.Ordinal);
        Assert.Contains("MQTT      off", end.Output, StringComparison.Ordinal);
        Assert.Contains("0 in flight", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("capture time", end.Output, StringComparison.Ordinal);
        var figures = new Figures(Number("recall"), Number("precision"), Number("mpjpe_mm"), Number("pa_mpjpe_mm"), Number("mrpe_mm"), Number("id_switches"), Number("cpu_seconds_per_frame"));
        return (Number("frames_published") / Number("frames_decoded"), figures);
    }

    private sealed record Figures(double Recall, double Precision, double Mpjpe_mm, double PaMpjpe_mm, double Mrpe_mm, double IdSwitches, double CpuSecondsPerFrame);

    private PoseStreamProgram Start(params IEnumerable<string> arguments) =>
        PoseStreamProgram.Start(_data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path }, ["demo", .. arguments]);
}
