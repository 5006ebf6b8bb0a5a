using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Models;
using Xunit;

namespace PoseStream.UnitTests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_BuiltIn_HasTheModelsOfEveryPreset()
    {
        var catalog = ModelCatalog.Load(_folder.Path);
        Assert.Equal(["mediapipe-pose-detection", "mediapipe-pose-landmark-lite", "nanodet-m", "posestream-detector", "posestream-pose", "posestream-temporal", "rtmdet-nano-person", "yolox-nano", "yolox-s"], catalog.Manifests.Select(manifest => manifest.Id));
        foreach (var preset in ModelPreset.All)
        {
            Assert.Equal(ModelTask.Detection, catalog.Get(preset.Detector).Task);
            Assert.Equal(ModelTask.Pose, catalog.Get(preset.Pose).Task);
        }
    }

    [Fact]
    public void Load_BuiltIn_DecodeConstantsAreThoseOfTheFamily()
    {
        foreach (var manifest in ModelCatalog.Load(_folder.Path).Manifests)
        {
            // The shapes that the facts give for each network; binding reads every constant and refuses unknown ones.
            if (manifest.Family == "posestream-pose")
            {
                FamilyCatalog.Get<IPoseFamily>(manifest).Bind(
                    manifest, [Float("heatmaps", -1, 26, 32, 24), Float("depths", -1, 26, 64), Float("presence", -1, 26, 2), Float("log_width", -1, 1)]);
            }
            else if (manifest.Family == "posestream-detector")
            {
                FamilyCatalog.Get<IDetectionFamily>(manifest).Bind(
                    manifest, [Float("cells", -1, manifest.Input.Width * manifest.Input.Height * 21 / 1024, 5)]);
            }
            else if (manifest.Family == "posestream-temporal")
            {
                FamilyCatalog.Get<ITemporalFamily>(manifest).Bind(manifest, Float("poses", -1, 27, 187), [Float("offsets", -1, 26, 3), Float("log_scale", -1, 1)]);
            }
            else if (manifest.Task == ModelTask.Pose)
            {
                FamilyCatalog.Get<IPoseFamily>(manifest).Bind(manifest, [Float("a", 1, 195), Float("b", 1, 1), Float("c", 1, 117)]);
            }
            else
            {
                TensorInfo[] outputs = manifest.Family switch
                {
                    "rtmdet" => [Float("dets", -1, -1, 5), new TensorInfo("labels", TensorElementType.Int64, [-1, -1])],
                    "mediapipe-detector" => [Float("boxes", 1, 2254, 12), Float("scores", 1, 2254, 1)],
                    "nanodet" => [.. new[] { 80, 32 }.SelectMany(columns => new[] { 2704, 676, 169 }.Select(cells => Float("map", 1, cells, columns)))],
                    _ => [Float("output", 1, manifest.Input.Width * manifest.Input.Height * 21 / 1024, 85)],
                };
                FamilyCatalog.Get<IDetectionFamily>(manifest).Bind(manifest, outputs);
            }
        }
    }

    [Fact]
    public void Load_BuiltInPoseModel_HasABuildThatCanBePulled()
    {
        var builds = ModelCatalog.Load(_folder.Path).Get("mediapipe-pose-landmark-lite").Builds;
        Assert.Equal([TensorLayout.Nchw, TensorLayout.Nhwc], builds.Select(build => build.Layout));
        Assert.Null(builds[0].Url);
        Assert.Equal("media.githubusercontent.com", builds[1].Url?.Host);
    }

    [Fact]
    public void Load_UserManifest_IsAddedToTheBuiltInOnes()
    {
        _folder.Write("manifests/mine.json", new TestModel("mine", 10).Manifest);
        Assert.Equal("mine", ModelCatalog.Load(_folder.Path).Get("mine").Id);
    }

    [Fact]
    public void LoadFolders_SameIdWithOtherContents_IsAnErrorThatNamesBothFiles()
    {
        var first = _folder.Write("1/a.json", new TestModel("a", 10, seed: 1).Manifest);
        var second = _folder.Write("2/a.json", new TestModel("a", 10, seed: 2).Manifest);
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => ModelCatalog.LoadFolders([_folder.PathOf("1"), _folder.PathOf("2")])).Errors);
        Assert.Equal($"{second}: id: \"a\" is the id of {first} too, with other contents; give one of them another id", error);
    }

    [Fact]
    public void LoadFolders_SameManifestTwice_IsNoError()
    {
        _folder.Write("1/a.json", new TestModel("a", 10).Manifest);
        _folder.Write("2/a.json", "// a comment changes nothing\n" + new TestModel("a", 10).Manifest);
        Assert.Single(ModelCatalog.LoadFolders([_folder.PathOf("1"), _folder.PathOf("2")]).Manifests);
    }

    [Fact]
    public void LoadFolders_TwoFilesWithOneName_IsAnError()
    {
        _folder.Write("a.json", new TestModel("a", 10, seed: 1).Manifest);
        _folder.Write("b.json", new TestModel("b", 10, seed: 2).Manifest.Replace("b.onnx", "a.onnx", StringComparison.Ordinal));
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => ModelCatalog.LoadFolders([_folder.Path])).Errors);
        Assert.Contains("builds: \"a.onnx\" is the name of another file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFolders_SeveralBadFiles_TellsOfAll()
    {
        _folder.Write("a.json", "{");
        _folder.Write("b.json", "[]");
        Assert.Equal(2, Assert.Throws<ConfigurationException>(() => ModelCatalog.LoadFolders([_folder.Path])).Errors.Count);
    }

    [Theory]
    [InlineData("rtmdet-nano-persn", "no such model: 'rtmdet-nano-persn'; did you mean 'rtmdet-nano-person'? There are mediapipe")]
    [InlineData("zzz", "no such model: 'zzz'; there are mediapipe-pose-detection, mediapipe-pose-landmark-lite, nanodet-m, posestream-detector, posestream-pose, posestream-temporal, rtmdet-nano-person, yolox-nano, yolox-s")]
    public void Get_UnknownId_ListsNearOnes(string id, string expected)
    {
        var exception = Assert.Throws<ModelStoreException>(() => ModelCatalog.Load(_folder.Path).Get(id));
        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplyTo_OverridesOfTheUser_ReplaceOnlyWhatTheyName()
    {
        var manifest = ModelCatalog.Load(_folder.Path).Get("rtmdet-nano-person");
        var applied = new DetectorPlan("x", 640, null, 1, true, new ValueList<DecodeOverride>([new("score_threshold", 0.6)])).ApplyTo(manifest);
        Assert.Equal((640, 320), (applied.Input.Width, applied.Input.Height));
        Assert.Equal((0.6, 0d), (applied.Decode["score_threshold"], applied.Decode["person_class"]));
        Assert.Equal(0.3, manifest.Decode["score_threshold"]);
    }

    private static TensorInfo Float(string name, params long[] dimensions) => new(name, TensorElementType.Float32, dimensions);
}
