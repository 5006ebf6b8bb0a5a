using System.Security.Cryptography;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Presets of several stages, as a user writes them: the built-in networks, and a lifter of the contracts between poses and places.</summary>
public sealed class PresetTests : IDisposable
{
    private const string Video = "video/two-people-sports2d.mp4";

    private readonly TemporaryFolder _data = new();

    public PresetTests()
    {
        AddLifter();
        AddReid("small-reid", isHere: true);
        AddReid("absent-reid", isHere: false);
    }

    public void Dispose() => _data.Dispose();

    [SharedFact(Video)]
    public async Task Infer_StagesOneByOne_LiftsAndSaysHowLate()
    {
        await using var program = PoseStreamProgram.Start(
            _data, "infer", SharedMaterial.PathOf(Video), "--out", _data.PathOf("out"), "--preset", "detect=posestream-detector,pose3d=posestream-pose,lift=small-lifter");
        var (exitCode, _, errors) = await program.EndAsync(TimeSpan.FromMinutes(3));
        Assert.True(exitCode == 0, string.Join('\n', errors));
        var frames = (await File.ReadAllLinesAsync(_data.PathOf("out/poses.jsonl"))).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.Equal(54, frames.Count);
        Assert.All(frames, static frame => Assert.Equal(["posestream-detector", "posestream-pose", "small-lifter"], frame.ModelIds));

        // Four frames of its nine lie after the one that it tells of; the video has 30 a second.
        Assert.All(frames.Take(4), static frame => Assert.All(frame.People, static person => Assert.Null(person.RootPositionM)));
        var placed = frames.SelectMany(static frame => frame.People).Where(static person => person.PositionDelay is not null).ToList();
        Assert.True(placed.Count > 20, $"{placed.Count} placed");
        // The smoother is a frame later still, but for somebody of whom it has seen one frame only.
        var delays = placed.ConvertAll(static person => person.PositionDelay.ToTimeSpan().TotalSeconds * 29.97);
        Assert.All(delays, static frames => Assert.True(Math.Abs(frames - 4) < 0.06 || Math.Abs(frames - 5) < 0.06, $"{frames} frames"));
        Assert.True(delays.Count(static frames => frames > 4.5) > 20, $"{delays.Count} delays");
    }

    [SharedFact(Video)]
    public async Task Infer_WithReid_FollowsEachOfTwoPeople()
    {
        await using var program = PoseStreamProgram.Start(
            _data, "infer", SharedMaterial.PathOf(Video), "--out", _data.PathOf("out"), "--preset", "detect=posestream-detector,reid=small-reid,pose3d=posestream-pose");
        var (exitCode, _, errors) = await program.EndAsync(TimeSpan.FromMinutes(3));
        Assert.True(exitCode == 0, string.Join('\n', errors));
        var frames = (await File.ReadAllLinesAsync(_data.PathOf("out/poses.jsonl"))).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.Equal(54, frames.Count);
        Assert.All(frames, static frame => Assert.Equal(["posestream-detector", "small-reid", "posestream-pose"], frame.ModelIds));
        Assert.Contains(frames, static frame => frame.People.Count(static person => person.State is TrackState.Confirmed) == 2);
    }

    [SharedFact(Video)]
    public async Task Run_PresetOfOneCamera_LeavesTheOtherAsItIs()
    {
        var config = _data.Write("posestream.json", $$"""
            {
              "presets": { "mine": { "detect": "posestream-detector", "pose3d": "posestream-pose", "lift": "small-lifter" } },
              "cameras": [
                { "name": "a", "url": "{{SharedMaterial.PathOf(Video)}}", "loop": true },
                { "name": "b", "url": "{{SharedMaterial.PathOf(Video)}}", "loop": true, "preset": "mine" }
              ],
              "grpc": { "listen": "127.0.0.1:0" }
            }
            """);
        await using var program = PoseStreamProgram.Start(_data, "run", "--config", config);
        using var status = new StatusClient(await program.GrpcAsync());
        await status.UntilAsync("b", static stream => stream.FramesPublished > 0);
        var (a, b) = (await status.GetAsync("a"), await status.GetAsync("b"));
        Assert.Equal(["posestream-detector", "posestream-pose", "posestream-temporal"], a.Models.Select(static model => model.ModelId));
        Assert.Equal(["posestream-detector", "posestream-pose", "small-lifter"], b.Models.Select(static model => model.ModelId));
        Assert.All(b.Models, static model => Assert.Equal(1U, model.MaxBatch));
        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
    }

    [Theory]
    [InlineData("detect=posestream-detector,pose2d=posestream-pose", "pose2d: 'posestream-pose' (family posestream-pose) gives metres; name it as pose3d")]
    [InlineData("detect=posestream-detector,pose3d=posestream-pose,sequence=small-lifter", "sequence: 'small-lifter' is a network for lift, expected one for sequence")]
    [InlineData("detect=posestream-detector,pose3d=posestream-pose,mesh=surfaces", "mesh: no such model: 'surfaces'")]
    [InlineData("detect=posestream-detector,pose3d=posestream-pose,reid=small-lifter", "reid: 'small-lifter' is a network for lift, expected one for reid; there are absent-reid, small-reid")]
    [InlineData("detect=posestream-detector,pose3d=posestream-pose,reid=absent-reid", "model 'absent-reid' is not on this machine: no absent-reid.onnx")]
    [InlineData("pose3d=posestream-pose", "has no detect")]
    public async Task Infer_StagesThatDoNotFit_AreRefusedInOneLine(string preset, string reason)
    {
        var video = _data.Write("x.mp4", "no video, which is never reached");
        await using var program = PoseStreamProgram.Start(_data, "infer", video, "--out", _data.PathOf("out"), "--preset", preset);
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, Assert.Single(errors), StringComparison.Ordinal);
    }

    private void AddLifter()
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts", "lifter-videopose3d.onnx"));
        _data.Write("posestream/models/small-lifter.onnx", bytes);
        _data.Write("posestream/models/manifests/small-lifter.json", $$"""
            {
              "id": "small-lifter", "description": "VideoPose3D's shape over nine frames", "task": "lift", "family": "videopose3d", "licence": "as PoseStream", "source": "here", "skeleton": "h36m17",
              "builds": [ {
                "file": "small-lifter.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}", "bytes": {{bytes.Length}}, "url": null,
                "input_name": "poses", "outputs": { "positions": "positions" }
              } ]
            }
            """);
    }

    private void AddReid(string id, bool isHere)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts", "reid.onnx"));
        if (isHere)
        {
            _data.Write($"posestream/models/{id}.onnx", bytes);
        }

        _data.Write($"posestream/models/manifests/{id}.json", $$"""
            {
              "id": "{{id}}", "description": "the shape of OSNet", "task": "reid", "family": "reid-embedding", "licence": "as PoseStream", "source": "here",
              "decode": { "same_cosine": 0.95, "different_cosine": 0.8 },
              "input": {
                "width": 32, "height": 64, "color": "rgb", "scale": 1, "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375], "fit": "stretch", "pad": 0, "box_expansion": 1
              },
              "builds": [ {
                "file": "{{id}}.onnx", "sha256": "{{(isHere ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : new string('a', 64))}}", "bytes": {{bytes.Length}}, "url": null,
                "layout": "nchw", "input_name": "images", "outputs": { "embedding": "features" }
              } ]
            }
            """);
    }
}
