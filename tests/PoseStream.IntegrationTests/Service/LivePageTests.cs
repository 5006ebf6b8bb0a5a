using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PoseStream.TestKit;
using PoseStream.TestKit.Browser;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The live page and what is beside it, of a demo with two cameras.</summary>
[Collection(DemoCollection.Name)]
public sealed class LivePageTests(DemoCache cache) : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Cameras = ["room-1", "street-1"];

    private readonly TemporaryFolder _data = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private PoseStreamProgram _program = null!;

    public async Task InitializeAsync()
    {
        var config = _data.Write("demo.json", """{ "grpc": { "listen": "127.0.0.1:0" }, "web": { "listen": "127.0.0.1:0" } }""");
        _program = PoseStreamProgram.Start(
            _data, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path }, "demo", "--cameras", "2", "--duration", "600", "--config", config);
        _http.BaseAddress = new Uri((await _program.UntilPrintedAsync(@"^web +(http://\S+)", Patience)).Groups[1].Value);
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    [BrowserFact]
    public async Task Page_InChromium_DrawsPeopleAndMoves()
    {
        var views = await LivePageBrowser.LookAsync(_http.BaseAddress!, _data.PathOf("profile"), Path.Combine(AppContext.BaseDirectory, "screenshots"));

        Assert.Equal(4, views.Count);
        Assert.All(views, view =>
        {
            Assert.Empty(view.Complaints);
            Assert.Equal("live", view.Link);
            Assert.True(view.ScrollWidth <= view.Width, $"{view.ScrollWidth} px in a window of {view.Width}");
            Assert.Equal(Cameras, view.Cameras.Select(camera => camera.Name));
            Assert.All(view.Cameras, camera =>
            {
                Assert.Equal("streaming", camera.State);
                Assert.Matches(@"^\d+\.\d$", camera.Fps);
                Assert.Matches(@"^\d+ · \d+ · \d+$", camera.Latency);
                Assert.Contains(camera.People, person => Regex.IsMatch(person, @"^#\d+ · \d+\.\d m away"));
            });
        });
    }

    [Fact]
    public async Task Metrics_RunningService_PassPromtoolAndObeyTheLaw()
    {
        await UntilStreamingAsync();
        var text = await _http.GetStringAsync("/metrics");

        Assert.Equal("", await CheckMetricsAsync(text));
        foreach (var camera in Cameras)
        {
            long Sum(string name) => Regex.Matches(text, $@"^{name}\{{camera=""{camera}""[^}}]*\}} (\d+)$", RegexOptions.Multiline).Sum(match => long.Parse(match.Groups[1].Value));
            Assert.True(Sum("posestream_frames_published_total") > 0);
            Assert.Equal(Sum("posestream_frames_decoded_total"), Sum("posestream_frames_published_total") + Sum("posestream_frames_dropped_total") + Sum("posestream_frames_in_flight"));
            Assert.Equal(1, Sum("posestream_camera_streaming"));
            // Frames are published while it is written, after the counts were taken.
            Assert.InRange(Sum("posestream_latency_seconds_count"), 1, Sum("posestream_frames_published_total") + 20);
        }
    }

    [Fact]
    public async Task Answers_AreForThisOriginOnly()
    {
        using var page = await _http.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));

        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/events") { Headers = { Host = "attacker.example" } };
        using var refused = await _http.SendAsync(rebound);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
        Assert.Contains("web.hosts", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var unknown = await _http.GetAsync("/../posestream.json");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var written = await _http.PostAsync("/metrics", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, written.StatusCode);
    }

    [Fact]
    public async Task Terminate_PageOpen_EndsItsStreamAndTheProgram()
    {
        await UntilStreamingAsync();
        using var events = await _http.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync());
        Assert.Equal("event: service", await reader.ReadLineAsync());

        var ending = _program.TerminateAsync();
        while (await reader.ReadLineAsync() is not null)
        {
            // Until the service ends the stream.
        }

        Assert.Equal(130, (await ending).ExitCode);
    }

    private static async Task<string> CheckMetricsAsync(string text)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = promtool.StandardOutput.ReadToEndAsync();
        var errors = promtool.StandardError.ReadToEndAsync();
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        return $"{(promtool.ExitCode == 0 ? "" : $"exit code {promtool.ExitCode}: ")}{await output}{await errors}";
    }

    private Task UntilStreamingAsync() => Eventually.ThatAsync(async () =>
    {
        using var health = JsonDocument.Parse(await _http.GetStringAsync("/healthz"));
        Assert.Equal("serving", health.RootElement.GetProperty("status").GetString());
        return health.RootElement.GetProperty("streaming").GetInt32() == Cameras.Length
            && Regex.Count(await _http.GetStringAsync("/metrics"), "^posestream_latency_seconds_count", RegexOptions.Multiline) == Cameras.Length;
    }, TimeSpan.FromSeconds(90));
}
