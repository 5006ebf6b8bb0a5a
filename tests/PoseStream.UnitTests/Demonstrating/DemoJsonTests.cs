using System.Text.Json;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class DemoJsonTests
{
    private static readonly Figures All = new(
        "all", new StreamFlow(100, 90, 0, new Dictionary<string, long> { ["no_buffer"] = 10 }), 4, 200, 180, 0.9, 0.95, 0.08, 0.05, 0.25, 3, 12.5, 30, 45);

    [Fact]
    public void Render_Result_HasTheseKeysAndNoOthers()
    {
        using var json = JsonDocument.Parse(DemoJson.Render(new DemoResult(All, [All, All], 12.5, 300, 0, 0, true, 1.8)));
        Assert.Equal(
            [
                "cameras", "seconds", "frames_decoded", "frames_published", "frames_dropped", "people_truth", "people_matched", "recall", "precision",
                "mpjpe_mm", "pa_mpjpe_mm", "mrpe_mm", "id_switches", "latency_ms", "cpu_seconds_per_frame",
            ],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["p50", "p95", "p99"], json.RootElement.GetProperty("latency_ms").EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, json.RootElement.GetProperty("cameras").GetInt32());
        Assert.Equal(10, json.RootElement.GetProperty("frames_dropped").GetInt64());
        Assert.Equal(80, json.RootElement.GetProperty("mpjpe_mm").GetDouble(), 1e-9);
        Assert.Equal(0.02, json.RootElement.GetProperty("cpu_seconds_per_frame").GetDouble(), 1e-9);
        Assert.Equal(45, json.RootElement.GetProperty("latency_ms").GetProperty("p99").GetDouble());
    }

    [Fact]
    public void Render_NothingMeasured_SaysNull()
    {
        var nothing = All with { Flow = StreamFlow.None, Recall = double.NaN, Mpjpe_m = double.NaN, P50_ms = double.NaN };
        using var json = JsonDocument.Parse(DemoJson.Render(new DemoResult(nothing, [nothing], 1, 0, 0, 0, true, 0.1)));
        Assert.All(["recall", "mpjpe_mm", "cpu_seconds_per_frame"], key => Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty(key).ValueKind));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("latency_ms").GetProperty("p50").ValueKind);
    }

    [Fact]
    public void Write_PathIsAFolder_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<CommandFailedException>(() => DemoJson.Write(folder.Path, new DemoResult(All, [All], 1, 1, 0, 0, true, 1)));
        Assert.Contains(folder.Path, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(0, true, false)]
    [InlineData(1, false, false)]
    public void IsGood_PosesPublishedAndNoFrameVanished(long poses, bool conserved, bool good) =>
        Assert.Equal(good, new DemoResult(All, [All], 1, poses, 0, 0, conserved, 1).IsGood);
}
