using System.Text.Json.Nodes;
using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Models;
using Xunit;

namespace PoseStream.UnitTests.Models;

public sealed class ManifestReaderTests : IDisposable
{
    private static readonly TestModel Model = new("a-model", 10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Manifest_HasEverythingThatIsWritten()
    {
        var manifest = Read(root =>
        {
            root["decode"] = new JsonObject { ["nms_iou"] = 0.5 };
            root["input"]!["mean"] = new JsonArray(103.53, 116.28, 123.675);
            root["builds"]![0]!["url"] = "https://host/a.onnx";
            root["builds"]![0]!["layout"] = "nhwc";
        });
        Assert.Equal(("a-model", ModelTask.Detection, "yolox", "Apache-2.0"), (manifest.Id, manifest.Task, manifest.Family, manifest.Licence));
        Assert.Equal([103.53f, 116.28f, 123.675f], manifest.Input.Mean);
        Assert.Equal(manifest.Input with { Width = 416, Height = 416, Color = ColorOrder.Bgr, Scale = 1, Fit = InputFit.LetterboxTopLeft, Pad = 114 }, manifest.Input);
        Assert.Equal(0.5, manifest.Decode["nms_iou"]);
        var build = Assert.Single(manifest.Builds);
        Assert.Equal((Model.File, Model.Sha256, 10L, TensorLayout.Nhwc, "images"), (build.File, build.Sha256, build.Bytes, build.Layout, build.InputName));
        Assert.Equal(new Uri("https://host/a.onnx"), build.Url);
        Assert.Equal("output", build.Outputs["predictions"]);
    }

    [Theory]
    [InlineData("id", "\"Not An Id\"", "id: \"Not An Id\" cannot be an id")]
    [InlineData("family", "\"yolo\"", "family: \"yolo\" is not known here; write one of ")]
    [InlineData("task", "\"pose\"", "task: does not fit family \"yolox\"; write \"detection\"")]
    [InlineData("builds", "[]", "builds: is empty")]
    [InlineData("skeleton", "\"coco17\"", "skeleton: is for networks that give or read joints; take it out")]
    [InlineData("files", "{}", "files: is for mesh networks only; take it out")]
    [InlineData("licence", "\"\"", "licence: is empty")]
    [InlineData("license", "\"MIT\"", "license: is no key here; did you mean \"licence\"?")]
    [InlineData("input.std", "[1, 0, 1]", "input.std: has a zero")]
    [InlineData("input.sampling", "\"mean\"", "input.sampling: \"mean\" is not known here; write one of bilinear, area")]
    [InlineData("input.fit", "\"centre\"", "input.fit: \"centre\" is not known here; write one of letterbox-top-left, letterbox-centered, stretch, square-crop, aspect-crop")]
    [InlineData("builds.0.file", "\"../a.onnx\"", "builds[0].file: \"../a.onnx\" cannot be the name in the store")]
    [InlineData("builds.0.sha256", "\"ABC\"", "builds[0].sha256: \"ABC\" is no SHA-256")]
    [InlineData("builds.0.bytes", "0", "builds[0].bytes: 0 is no size")]
    [InlineData("builds.0.bytes", "1.5", "builds[0].bytes: 1.5 is no size")]
    [InlineData("builds.0.url", "\"http://host/a\"", "builds[0].url: is nothing to download from")]
    [InlineData("builds.0.url", "\"https://user:canary@host/a\"", "builds[0].url: is nothing to download from")]
    [InlineData("builds.0.outputs.boxes", "\"b\"", "builds[0].outputs.boxes: is no key here; there are predictions")]
    [InlineData("decode.score", "\"x\"", "decode.score: is a string; write a number")]
    public void Read_OneError_NamesKeyAndRemedy(string path, string json, string expected)
    {
        var error = Assert.Single(Errors(root => Set(root, path, JsonNode.Parse(json))));
        Assert.StartsWith($"{_folder.PathOf("m.json")}: {expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PoseManifest_HasItsSkeletonAndItsSecondInput()
    {
        var manifest = Read(root =>
        {
            MakeHeatmap(root, "coco23");
            root["builds"]![0]!["layout"] = "chw";
            root["builds"]![0]!["size_input"] = "image_shape";
        });
        Assert.Equal(("coco23", InputFit.AspectCrop), (manifest.Skeleton, manifest.Input.Fit));
        Assert.Equal((TensorLayout.Chw, "image_shape"), (manifest.Builds[0].Layout, manifest.Builds[0].SizeInput));
    }

    [Fact]
    public void Read_Sampling_IsBilinearUnlessTold()
    {
        Assert.Equal(InputSampling.Bilinear, Read(static _ => { }).Input.Sampling);
        Assert.Equal(InputSampling.Area, Read(static root => root["input"]!["sampling"] = "area").Input.Sampling);
    }

    [Fact]
    public void Read_AreaThroughAVirtualCamera_IsRefused() => Assert.EndsWith(
        "input.sampling: what a virtual camera sees is read \"bilinear\"; take it out",
        Assert.Single(Errors(static root =>
        {
            MakeHeatmap(root, "coco17");
            root["input"]!["fit"] = "virtual-camera";
            root["input"]!["sampling"] = "area";
        })),
        StringComparison.Ordinal);

    [Fact]
    public void Read_ReidManifest_SaysHowMuchOfTheBoxIsSeen()
    {
        var manifest = Read(static root =>
        {
            MakeReid(root);
            root["input"]!["box_expansion"] = 1;
        });
        Assert.Equal((ModelTask.Reid, InputFit.Stretch, 1f), (manifest.Task, manifest.Input.Fit, manifest.Input.BoxExpansion));
        Assert.Contains("input.box_expansion: is missing", Assert.Single(Errors(MakeReid)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ReidManifestWithASkeleton_IsRefused() => Assert.EndsWith(
        "skeleton: is for networks that give or read joints; take it out",
        Assert.Single(Errors(static root =>
        {
            MakeReid(root);
            root["input"]!["box_expansion"] = 1;
            root["skeleton"] = "coco17";
        })),
        StringComparison.Ordinal);

    [Fact]
    public void Read_LifterManifest_HasNoPictureAndNoLayout()
    {
        var manifest = Read(MakeLifter);
        Assert.Equal((ModelTask.Lift, "videopose3d", "coco17"), (manifest.Task, manifest.Family, manifest.Skeleton));
        Assert.Same(InputSpec.None, manifest.Input);
        Assert.Equal(27, manifest.Decode["frames"]);
    }

    [Fact]
    public void Read_LifterManifestWithAPicture_IsRefused() => Assert.EndsWith(
        "input: is for networks that see a picture; take it out",
        Assert.Single(Errors(root =>
        {
            MakeLifter(root);
            root["input"] = new JsonObject();
        })),
        StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownSkeleton_NamesTheKnownOnes() => Assert.Contains(
        "skeleton: \"coco18\" is not known here; write one of halpe26, coco17, coco23, mediapipe33",
        Assert.Single(Errors(root => MakeHeatmap(root, "coco18"))),
        StringComparison.Ordinal);

    [Fact]
    public void Read_EmptyObject_TellsOfEveryMissingKeyAtOnce()
    {
        var errors = Errors(root => root.Clear());
        foreach (var key in new[] { "id", "description", "task", "family", "licence", "source", "input", "builds", "input.mean", "input.pad" })
        {
            Assert.Contains(errors, error => error.Contains($" {key}: is missing", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_BuildWithoutKeys_TellsOfEachRole()
    {
        var errors = Errors(root => root["builds"]![0] = new JsonObject());
        Assert.Contains(errors, error => error.EndsWith("builds[0].outputs.predictions: is missing; write it", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.EndsWith("builds[0].sha256: is missing; write it", StringComparison.Ordinal));
    }

    private static void MakeLifter(JsonObject root)
    {
        root["task"] = "lift";
        root["family"] = "videopose3d";
        root["skeleton"] = "coco17";
        root["decode"] = new JsonObject { ["frames"] = 27 };
        root.Remove("input");
        root["builds"]![0]!.AsObject().Remove("layout");
        root["builds"]![0]!["outputs"] = new JsonObject { ["positions"] = "output" };
    }

    private static void MakeReid(JsonObject root)
    {
        root["task"] = "reid";
        root["family"] = "reid-embedding";
        root["input"]!["fit"] = "stretch";
        root["builds"]![0]!["outputs"] = new JsonObject { ["embedding"] = "features" };
    }

    private static void MakeHeatmap(JsonObject root, string skeleton)
    {
        root["task"] = "pose";
        root["family"] = "heatmap";
        root["skeleton"] = skeleton;
        root["input"]!["fit"] = "aspect-crop";
        root["builds"]![0]!["outputs"] = new JsonObject { ["heatmaps"] = "output" };
    }

    private static void Set(JsonObject root, string path, JsonNode? value)
    {
        JsonNode node = root;
        var keys = path.Split('.');
        foreach (var key in keys[..^1])
        {
            node = node is JsonArray array ? array[int.Parse(key, null)]! : node[key] ??= new JsonObject();
        }

        node[keys[^1]] = value;
    }

    private ModelManifest Read(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Model.Manifest)!.AsObject();
        change(root);
        return ManifestReader.Read(_folder.Write("m.json", root.ToJsonString()));
    }

    private IReadOnlyList<string> Errors(Action<JsonObject> change) => Assert.Throws<ConfigurationException>(() => Read(change)).Errors;
}
