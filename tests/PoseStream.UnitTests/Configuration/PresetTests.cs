using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Configuration;

public sealed class PresetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OwnPresetsForServiceAndCamera_NameTheirStages()
    {
        var plan = Read("""
            {
              "preset": "mine",
              "presets": { "mine": { "detect": "yolox-nano", "pose2d": "p", "lift": "l", "sequence": "s", "root": "r", "mesh": "m", "reid": "who" }, "other": { "detect": "whole-image", "pose3d": "q" } },
              "cameras": [ { "name": "a", "url": "rtsp://h/1" }, { "name": "b", "url": "rtsp://h/2", "preset": "other" }, { "name": "c", "url": "rtsp://h/3", "preset": null } ]
            }
            """);
        var mine = new ModelPreset("mine", "yolox-nano", "p", false, "r", "l", "s", "m", "who");
        Assert.Equal(mine, plan.PresetOf(plan.Cameras[0]));
        Assert.Equal(new ModelPreset("other", "whole-image", "q"), plan.PresetOf(plan.Cameras[1]));
        Assert.Equal(mine, plan.PresetOf(plan.Cameras[2]));
        Assert.Equal([mine, new ModelPreset("other", "whole-image", "q")], plan.Presets);
        Assert.Equal(["detect", "reid", "pose2d", "root", "lift", "sequence", "mesh"], mine.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public void Read_DetectorAndPoseBesideAPreset_ReplaceItsOwn()
    {
        var plan = Read("""{ "preset": "yolox-mediapipe", "detector": { "model": "mine" } }""");
        Assert.Equal(new ModelPreset("yolox-mediapipe", "mine", "mediapipe-pose-landmark-lite"), Assert.Single(plan.Presets));
        var other = Assert.Single(Read("""{ "pose": { "model": "mine" } }""").Presets);
        Assert.Equal((null, null), (other.PoseHasMetres, other.Sequence));
    }

    [Theory]
    [InlineData("""{ "cameras": [ { "name": "a", "url": "rtsp://h/1", "preset": "x" } ] }""", "cameras[0].preset: \"x\" is not known here; write one of built-in, rtmdet-mediapipe, yolox-mediapipe")]
    [InlineData("""{ "presets": { "x": { "pose2d": "p" } } }""", "presets.x: has no detect; name a detector, or whole-image")]
    [InlineData("""{ "presets": { "x": { "detect": "d" } } }""", "presets.x: has no pose; name a network as pose2d or as pose3d")]
    [InlineData("""{ "presets": { "x": { "detect": "d", "pose2d": "p", "pose3d": "p" } } }""", "presets.x: has pose2d and pose3d; keep one of them")]
    [InlineData("""{ "presets": { "built-in": { "detect": "d", "pose2d": "p" } } }""", "presets.built-in: is the name of a preset that the program brings; give it another")]
    [InlineData("""{ "presets": { "x": { "detect": "d", "pose2d": "p", "lifts": "l" } } }""", "presets.x.lifts: is no key here; did you mean \"lift\"?")]
    public void Read_BrokenPreset_SaysWhatIsWrong(string json, string error)
    {
        var errors = Assert.Throws<ConfigurationException>(() => Read(json)).Errors;
        Assert.EndsWith(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("built-in", null)]
    [InlineData("detect=d,pose2d=p,lift=l", null)]
    [InlineData("bulit-in", "no preset 'bulit-in'; there are built-in")]
    [InlineData("detect=d,pose=p", "'pose=p' is no stage with a network")]
    [InlineData("detect=d,pose2d=", "'pose2d=' is no stage with a network")]
    [InlineData("pose2d=p", "has no detect")]
    public void TryParse_OfAnArgument_GivesAPresetOrTheReason(string text, string? problem)
    {
        Assert.Equal(problem is null, ModelPreset.TryParse(text, out var preset, out var found));
        Assert.Equal(problem is null, preset is not null);
        Assert.StartsWith(problem ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detect=yolox-nano,pose3d=mediapipe-pose-landmark-lite", null)]
    [InlineData("detect=yolox-nano,pose2d=pixels", null)]
    [InlineData("detect=yolox-nano,pose2d=pixels,lift=lifter,mesh=surface", "mesh: no such model: 'surface'")]
    [InlineData("detect=yolox-nano,pose2d=pixels,lift=yolox-s", "lift: 'yolox-s' is a network for detection, expected one for lift; there are lifter")]
    [InlineData("detect=lifter,pose2d=pixels", "detect: 'lifter' is a network for lift, expected one for detection; there are mediapipe-pose-detection")]
    [InlineData("detect=yolox-nano,pose2d=mediapipe-pose-landmark-lite", "pose2d: 'mediapipe-pose-landmark-lite' (family mediapipe-landmarks) gives metres; name it as pose3d")]
    [InlineData("detect=yolox-nano,pose3d=pixels", "pose3d: 'pixels' (family simcc) gives pixels only; name it as pose2d, and add lift for metres")]
    [InlineData("detect=yolox-nano,pose2d=pixels,root=lifter", "root: 'lifter' is a network for lift, expected one for root; the catalogue has none")]
    [InlineData("detect=yolox-nano,reid=lifter,pose2d=pixels", "reid: 'lifter' is a network for lift, expected one for reid; the catalogue has none")]
    [InlineData("detect=yolox-nano,reid=nobody,pose2d=pixels", "reid: no such model: 'nobody'")]
    [InlineData("detect=whole-image,pose2d=pixels,sequence=lifter", "sequence: 'lifter' is a network for lift, expected one for sequence")]
    public void Check_NetworksInStages_FitOrAreRefusedWithTheReason(string text, string? error)
    {
        File.WriteAllText(_folder.PathOf("pixels.json"), Manifest("pixels", "pose", "simcc", """ "skeleton": "coco17", """));
        File.WriteAllText(_folder.PathOf("lifter.json"), Manifest("lifter", "lift", "martinez", ""));
        var catalog = ModelCatalog.Load(_folder.Path).Including(_folder.PathOf("pixels.json")).Including(_folder.PathOf("lifter.json"));
        Assert.True(ModelPreset.TryParse(text, out var preset, out _));
        var errors = PresetCheck.ErrorsOf(preset, needsDetector: true, catalog);
        if (error is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(errors, found => found.StartsWith($"preset '{text}': {error}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Check_SequenceOfPixels_AsksForALifter()
    {
        File.WriteAllText(_folder.PathOf("pixels.json"), Manifest("pixels", "pose", "simcc", """ "skeleton": "coco17", """));
        var catalog = ModelCatalog.Load(_folder.Path).Including(_folder.PathOf("pixels.json"));
        var errors = PresetCheck.ErrorsOf(new ModelPreset("x", "yolox-nano", "pixels", false, Sequence: "s"), needsDetector: true, catalog);
        Assert.Contains("preset 'x': sequence: reads joints in metres, and 'pixels' gives pixels only; add lift, or name a pose3d in its place", errors);
    }

    // They would be accepted and never show a surface: no joint of theirs has all three metres.
    [Theory]
    [InlineData("3dmppe-posenet")]
    [InlineData("3dmppe-posenet-volume")]
    [InlineData("hemlets")]
    [InlineData("rtmw3d")]
    public void Check_MeshOfDepthsOnly_AsksForALifter(string family)
    {
        File.WriteAllText(_folder.PathOf("depths.json"), Manifest("depths", "pose", family, ""));
        var catalog = ModelCatalog.Load(_folder.Path).Including(_folder.PathOf("depths.json"));
        var errors = PresetCheck.ErrorsOf(new ModelPreset("x", "yolox-nano", "depths", Mesh: "m"), needsDetector: true, catalog);
        Assert.Contains("preset 'x': mesh: reads joints in metres, and 'depths' gives only how much farther than the root each is; add lift, or name another pose3d", errors);
        Assert.DoesNotContain(
            PresetCheck.ErrorsOf(new ModelPreset("x", "yolox-nano", "depths", Lift: "l", Mesh: "m"), needsDetector: true, catalog), static error => error.Contains("reads joints", StringComparison.Ordinal));
    }

    private static ServicePlan Read(string json) => new ServicePlanReader(static text => text, static _ => null).Read(json, "/etc/posestream.json", out _);

    private static string Manifest(string id, string task, string family, string more)
    {
        var roles = FamilyCatalog.All.First(known => known.Name == family).Roles;
        var input = task == "pose"
            ? """ "input": { "width": 192, "height": 256, "color": "rgb", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "fit": "aspect-crop", "pad": 0 }, """
            : "";
        var layout = task == "pose" ? """ "layout": "nchw", """ : "";
        return $$"""
            {
              "id": "{{id}}", "description": "d", "task": "{{task}}", "family": "{{family}}", "licence": "l", "source": "s", {{more}} {{input}}
              "builds": [ { "file": "{{id}}.onnx", "sha256": "{{new string('a', 64)}}", "bytes": 1, {{layout}} "input_name": "x",
                "outputs": { {{string.Join(", ", roles.Select(role => $"\"{role}\": \"{role}\""))}} } } ]
            }
            """;
    }
}
