using System.Text.Json;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>
/// Systems whose weights cannot be had, as a user would run them: a manifest a network, a preset of stages, the program. What small networks with known weights say of real people means
/// nothing; that it goes the whole way, and what comes out beside joints, is what is looked at.
/// </summary>
public sealed class InferFamiliesTests
{
    private const string Video = "video/two-people-sports2d.mp4";
    private const string Detector = "models/rtmdet-nano.onnx";
    private const string TinyPose = "models/tinypose-256x192.onnx";

    private static readonly Dictionary<string, string> D3keOutputs = new()
    {
        ["joints"] = "predJointPos", ["markers"] = "predMarkerPos", ["scales"] = "predBoneScale", ["angles"] = "predRot", ["root_rotation"] = "rootRot",
    };

    [SharedFact(Video, Detector)]
    public async Task Infer_D3keWithItsSequenceNetwork_WritesTheCoordinatesOfItsOwnModel()
    {
        using var data = new TemporaryFolder();
        var networks = new UserNetworks(data);
        networks.Add("d3ke-small", "pose", "d3ke", Path.Combine(UserNetworks.Contracts, "d3ke.onnx"), "image", D3keOutputs, Picture(256, 256, "virtual-camera", 1, [0, 0, 0], [1, 1, 1], 1.0 / 255));
        networks.Add("d3ke-small-transformer", "sequence", "d3ke-sequence", Path.Combine(UserNetworks.Contracts, "d3ke-transformer.onnx"), "features", D3keOutputs, []);
        await RunAsync(data, "detect=rtmdet-nano-person,pose3d=d3ke-small,sequence=d3ke-small-transformer", "mot,markers,trc");

        var frames = (await File.ReadAllLinesAsync(data.PathOf("out/poses.jsonl"))).Select(PoseFrame.Parser.ParseJson).ToList();
        var people = frames.SelectMany(frame => frame.People).Where(person => person is { State: TrackState.Confirmed, RootPositionM: not null, JointAngles.Count: > 0 }).ToList();
        Assert.True(people.Count > 40, $"{people.Count} people with a place");
        Assert.All(people, person =>
        {
            var knee = person.JointAngles.Single(angle => angle.Coordinate is Coordinate.KneeAngleL);
            Assert.Equal(AngleSource.Network, knee.Source);
            Assert.InRange(knee.AngleRad, -150 * MathF.PI / 180, 10 * MathF.PI / 180);

            // The network answers for the frame four before the newest.
            Assert.InRange(person.PositionDelay.ToTimeSpan().TotalSeconds, 3.5 / 60, 4.5 / 20);
        });

        var track = people[0].TrackId;
        var mot = await File.ReadAllLinesAsync(data.PathOf($"out/track-{track}.mot"));
        Assert.Contains("nColumns=96", mot);
        Assert.Equal(96, mot[^1].Split('\t').Length);
        var markers = await File.ReadAllLinesAsync(data.PathOf($"out/track-{track}.markers.trc"));
        Assert.Equal(2 + (3 * 65), markers[^1].Split('\t').Length);
    }

    [SharedFact(Video, Detector, TinyPose)]
    public async Task Infer_LiftedPoseWithAMeshNetwork_WritesSurfaces()
    {
        using var data = new TemporaryFolder();
        var networks = new UserNetworks(data);
        var pose = Picture(192, 256, "aspect-crop", 1.25, [123.675, 116.28, 103.53], [58.395, 57.12, 57.375], 1);
        pose["skeleton"] = "coco17";
        networks.Add("tinypose", "pose", "heatmap", SharedMaterial.PathOf(TinyPose), "image", new() { ["heatmaps"] = "heatmap" }, pose);
        networks.Add(
            "videopose-small", "lift", "videopose3d", Path.Combine(UserNetworks.Contracts, "lifter-videopose3d-causal.onnx"), "poses", new() { ["positions"] = "positions" },
            new() { ["skeleton"] = "h36m17", ["decode"] = new Dictionary<string, double> { ["causal"] = 1 } });
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(UserNetworks.Contracts, "d3ke.json")));
        var mesh = expected.RootElement.GetProperty("pose2mesh");
        networks.Add(
            "meshnet-small", "mesh", "pose2mesh", Path.Combine(UserNetworks.Contracts, "pose2mesh.onnx"), "pose2d", new() { ["mesh"] = "mesh" },
            new()
            {
                ["skeleton"] = "h36m17",
                ["decode"] = new Dictionary<string, double> { ["vertices"] = 12 },
                ["files"] = new Dictionary<string, object>
                {
                    ["permutation"] = networks.Table("graph_perm_reverse.txt", mesh.GetProperty("permutation").EnumerateArray()),
                    ["faces"] = networks.Table("faces.txt", mesh.GetProperty("faces").EnumerateArray()),
                    ["regressor"] = networks.Table("regressor.txt", mesh.GetProperty("regressor").EnumerateArray()),
                },
            });
        var output = await RunAsync(data, "detect=rtmdet-nano-person,pose2d=tinypose,lift=videopose-small,mesh=meshnet-small", "obj");

        Assert.Matches(@"\d+ surfaces in ", output);
        var folders = Directory.GetDirectories(data.PathOf("out"), "track-*.obj");
        Assert.NotEmpty(folders);
        var lines = await File.ReadAllLinesAsync(Directory.GetFiles(folders[0]).Order(StringComparer.Ordinal).First());
        Assert.Equal(
            (12, 20), (lines.Count(line => line.StartsWith("v ", StringComparison.Ordinal)), lines.Count(line => line.StartsWith("f ", StringComparison.Ordinal))));
    }

    private static async Task<string> RunAsync(TemporaryFolder data, string preset, string formats)
    {
        await using var program = PoseStreamProgram.Start(
            data, UserNetworks.Environment, "infer", SharedMaterial.PathOf(Video), "--out", data.PathOf("out"), "--preset", preset, "--export", formats);
        var (exitCode, output, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));
        return output;
    }

    private static Dictionary<string, object> Picture(int width, int height, string fit, double expansion, double[] mean, double[] std, double scale) => new()
    {
        ["input"] = new Dictionary<string, object>
        {
            ["width"] = width, ["height"] = height, ["color"] = "rgb", ["scale"] = scale, ["mean"] = mean, ["std"] = std, ["fit"] = fit, ["pad"] = 0, ["box_expansion"] = expansion,
        },
    };
}
