using System.Text.Json;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The shipped networks, through the service's own preprocessing: bounds somewhat below what they reach, so that a broken export or preprocessing shows.</summary>
public sealed class BuiltInNetworksTests
{
    [Fact]
    public async Task EvalScenes_HeldOutPeople_AreFoundAndPlaced()
    {
        var figures = await EvaluateAsync("scenes", "--people", "150");

        Assert.InRange(figures["AP@.50"], 0.7, 1);
        Assert.InRange(figures["PCK@.10 of box"], 0.87, 1);
        Assert.InRange(figures["left/right worse than mirrored"], 0, 0.16);
        Assert.InRange(figures["MPJPE"], 0.02, 0.15);
        Assert.InRange(figures["root position error over distance, median"], 0.005, 0.1);
    }

    [Fact]
    public async Task ModelsBench_BuiltInNetworks_AreTimedAtEveryBatch()
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(data, "models", "bench", "posestream-detector", "posestream-pose", "posestream-temporal", "--seconds", "0.01", "--json");
        var (exitCode, output, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));

        var results = JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray();
        Assert.Equal([1, 4, 8, 1, 4, 8, 1, 4, 8], results.Select(result => result.GetProperty("batch").GetInt32()));
        Assert.All(results, result => Assert.InRange(result.GetProperty("lowest_ms_per_item").GetDouble(), 0.001, result.GetProperty("ms_per_item").GetDouble()));
    }

    [SharedFact("coco/person_keypoints.json")]
    public async Task EvalCoco_LabelledPictures_TransferHolds()
    {
        var figures = await EvaluateAsync("coco", SharedMaterial.PathOf("coco/person_keypoints.json"));

        Assert.InRange(figures["AP@.50"], 0.5, 1);
        Assert.InRange(figures["OKS, mean"], 0.52, 1);
    }

    [SharedFact("video/room-one-by-one.mp4", "video/outdoor-sports2d.mp4", "models/rtmdet-nano.onnx")]
    public async Task EvalVideo_AgainstAStrongerDetector_AgreesMostly()
    {
        var figures = await EvaluateAsync(
            "video", SharedMaterial.PathOf("video/room-one-by-one.mp4"), SharedMaterial.PathOf("video/outdoor-sports2d.mp4"), "--every", "20");

        Assert.InRange(figures["AP@.50"], 0.8, 1);
    }

    private static async Task<Dictionary<string, double>> EvaluateAsync(params string[] arguments)
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(data, ["eval", "networks", .. arguments, "--json"]);
        var (exitCode, output, errors) = await program.EndAsync(TimeSpan.FromMinutes(5));
        Assert.True(exitCode == 0, string.Join('\n', errors));
        return JsonDocument.Parse(output).RootElement.GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("value").ValueKind is JsonValueKind.Number)
            .ToDictionary(result => result.GetProperty("name").GetString()!, result => result.GetProperty("value").GetDouble());
    }
}
