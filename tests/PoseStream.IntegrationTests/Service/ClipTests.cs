using System.Text.Json;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>A rendered clip on its way through the hands of a user: into a folder, through 'infer', against its truth.</summary>
[Collection(DemoCollection.Name)]
public sealed class ClipTests(DemoCache cache) : IDisposable
{
    // The first start renders twelve seconds of pictures, on a machine that may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task DatasetClip_InferredAndEvaluated_IsRightInTimeAndMetres()
    {
        await RunAsync("dataset", "clip", "street", "--out", _data.PathOf("clips"));
        var (video, camera, truth) = (_data.PathOf("clips/street.mp4"), _data.PathOf("clips/street.camera.json"), _data.PathOf("clips/street.truth.jsonl"));
        await RunAsync("infer", video, "--camera", camera, "--out", _data.PathOf("people"));
        var poses = _data.PathOf("people/poses.jsonl");

        var found = File.ReadLines(poses).Select(line => PoseFrame.Parser.ParseJson(line).CaptureTime.ToDateTimeOffset()).ToList();
        var known = File.ReadLines(truth).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("time_s").GetDouble()).ToList();
        Assert.Equal(180, found.Count);
        Assert.Equal(known, found.Select(time => (time - found[0]).TotalSeconds), (a, b) => Math.Abs(a - b) < 1e-4);

        var errors = await EvaluateAsync("poses", poses, truth);
        Assert.InRange(errors["MPJPE"], 0.01, 0.12);
        Assert.InRange(errors["PA-MPJPE"], 0.01, 0.08);
        Assert.InRange(errors["MRPE"], 0.01, 0.4);
        Assert.InRange(errors["recall@.50"], 0.7, 1);
        var tracks = await EvaluateAsync("tracks", poses, truth);
        Assert.InRange(tracks["MOTA"], 0.6, 1);
        Assert.InRange(tracks["id switches"], 0, 5);
    }

    [Fact]
    public async Task DatasetClip_LongerThanARound_GoesOnInOtherPrograms()
    {
        await RunAsync("dataset", "clip", "street", "--out", _data.Path, "--duration", "13");

        var times = (await Media.MadeVideo.RunFFmpegAsync($"-i \"{_data.PathOf("street.mp4")}\" -f framecrc -"))
            .Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => long.Parse(line.Split(',')[1]));
        Assert.Equal(Enumerable.Range(0, 195).Select(i => (long)i), times);
        Assert.Equal(195, File.ReadLines(_data.PathOf("street.truth.jsonl")).Count());
    }

    [Theory]
    [InlineData("there is no clip 'steet' (did you mean street?); there are crossing1, ", "steet", "--out", "OUT")]
    [InlineData("--duration: 0 is no duration", "street", "--out", "OUT", "--duration", "0")]
    [InlineData("--out: /dev/null/clips cannot be written to", "street", "--out", "/dev/null/clips")]
    public async Task DatasetClip_Mistake_IsOneLineBeforeAnythingIsRendered(string words, params string[] arguments)
    {
        await using var program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _data.Path }, ["dataset", "clip", .. arguments.Select(a => a == "OUT" ? _data.PathOf("out") : a)]);
        var end = await program.EndAsync();
        Assert.Equal(1, end.ExitCode);
        Assert.Contains(words, Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatasetClip_InterruptedWhileRendering_LeavesNoFile()
    {
        await using var program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = _data.Path }, "dataset", "clip", "crossing1", "--out", _data.PathOf("out"));
        await program.UntilLoggedAsync("rendering crossing1");
        Assert.Equal(130, (await program.TerminateAsync()).ExitCode);
        Assert.Empty(Directory.GetFiles(_data.PathOf("out")));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = PoseStreamProgram.Start(_data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path }, arguments);
        var end = await program.EndAsync(Patience);
        Assert.True(end.ExitCode == 0, string.Join('\n', [end.Output, .. end.Errors]));
        return end.Output;
    }

    private async Task<Dictionary<string, double>> EvaluateAsync(string what, string predictions, string truth)
    {
        using var json = JsonDocument.Parse(await RunAsync("eval", what, predictions, truth, "--json"));
        return json.RootElement.GetProperty("results").EnumerateArray()
            .GroupBy(result => result.GetProperty("name").GetString()!)
            .ToDictionary(results => results.Key, results => results.First().GetProperty("value").GetDouble());
    }
}
