using Microsoft.Extensions.Logging;
using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Inference;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>What is wrong with a file, a manifest, the library or the provider is said at load, in one line that names it.</summary>
public sealed class LoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posestream-inference-").FullName;
    private readonly LogCollector _logger = new();

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_FileOfAnotherNetwork_NamesModelFileExpectedAndFound()
    {
        var manifest = TestModels.RtmDet(320);
        AssertRefused(manifest, manifest.Builds[0], TestModels.YoloxFile, "the inputs are 'images', expected one, 'input'");
        AssertRefused(manifest, manifest.Builds[0] with { InputName = "images" }, TestModels.YoloxFile, "images Float32[1,3,416,416], expected images Float32[1,3,320,320]");
    }

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_OutputsDoNotFit_NamesThem()
    {
        var manifest = TestModels.Yolox();
        var build = manifest.Builds[0];
        AssertRefused(manifest, build with { Outputs = new Dictionary<string, string> { ["predictions"] = "nope" } }, TestModels.YoloxFile, "no output 'nope' for 'predictions'; there are 'output'");
        AssertRefused(manifest, build with { Outputs = new Dictionary<string, string>() }, TestModels.YoloxFile, "names no output for 'predictions'");
        AssertRefused(manifest, build with { Layout = TensorLayout.Nhwc }, TestModels.YoloxFile, "expected images Float32[1,416,416,3]");
    }

    [SharedFact(TestModels.RtmDetFile)]
    public void LoadDetector_RolesMixedUp_NamesTheTensor()
    {
        var manifest = TestModels.RtmDet(320);
        var swapped = new Dictionary<string, string> { ["dets"] = "labels", ["labels"] = "dets" };
        AssertRefused(manifest, manifest.Builds[0] with { Outputs = swapped }, TestModels.RtmDetFile, "output labels Int64[?,?], expected Float32[?,?,5]");
        var same = new Dictionary<string, string> { ["dets"] = "dets", ["labels"] = "dets" };
        AssertRefused(manifest, manifest.Builds[0] with { Outputs = same }, TestModels.RtmDetFile, "names output 'dets' for two roles");
    }

    [Fact]
    public void LoadDetector_OutputOfATypeThatNobodyReads_BlamesTheTypeAndNotTheFile()
    {
        var path = Path.Combine(_folder, "wide.onnx");
        TinyNetwork.WriteWide(path);
        var build = TestModels.Build("wide.onnx", "x", ("predictions", "wide"));
        var input = new InputSpec(4, 4, ColorOrder.Rgb, 1, [0, 0, 0], [1, 1, 1], InputFit.LetterboxTopLeft, 1);

        AssertRefused(TestModels.Manifest("wide", ModelTask.Detection, "yolox", input, build), build, path, "output wide Float64[1,3,4,4], expected Float32[");
    }

    [SharedFact(TestModels.RtmDetFile)]
    public void LoadDetector_SizeTheNetworkCannotTake_IsFoundByTheWarmUp()
    {
        var manifest = TestModels.RtmDet(300);
        var message = AssertRefused(manifest, manifest.Builds[0], TestModels.RtmDetFile, "it opens but does not run");
        Assert.DoesNotContain("onnxruntime_src", message, StringComparison.Ordinal);
    }

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_DamagedOrMissingFile_SaysSo()
    {
        var manifest = TestModels.Yolox();
        var bytes = File.ReadAllBytes(SharedMaterial.PathOf(TestModels.YoloxFile));
        foreach (var (name, content) in new[] { ("truncated", bytes[..(bytes.Length / 2)]), ("text", "not a model"u8.ToArray()), ("empty", []) })
        {
            var path = Path.Combine(_folder, name + ".onnx");
            File.WriteAllBytes(path, content);
            AssertRefused(manifest, manifest.Builds[0], path, "it cannot be opened, it is damaged or no ONNX model");
        }

        AssertRefused(manifest, manifest.Builds[0], Path.Combine(_folder, "absent.onnx"), "there is no such file");
        AssertRefused(manifest, manifest.Builds[0], _folder, "there is no such file");
    }

    [SharedFact(TestModels.LandmarksFile)]
    public void LoadPose_ManifestOfAnotherTask_IsRefused()
    {
        var manifest = TestModels.Landmarks();
        var error = Assert.Throws<ModelContractException>(
            () => OnnxFixture.Loader().LoadDetector(manifest, manifest.Builds[0], SharedMaterial.PathOf(TestModels.LandmarksFile), OnnxFixture.Cpu));
        Assert.Contains("cannot be used for this task", error.Message, StringComparison.Ordinal);
        var letterbox = manifest with { Input = manifest.Input with { Fit = InputFit.LetterboxTopLeft } };
        error = Assert.Throws<ModelContractException>(
            () => OnnxFixture.Loader().LoadPose(letterbox, manifest.Builds[0], SharedMaterial.PathOf(TestModels.LandmarksFile), OnnxFixture.Cpu));
        Assert.Contains("cannot have the input fit LetterboxTopLeft", error.Message, StringComparison.Ordinal);
    }

    [SharedTheory(TestModels.YoloxFile)]
    [InlineData(ExecutionProvider.Cuda)]
    [InlineData(ExecutionProvider.TensorRt)]
    public void LoadDetector_AcceleratorRequiredAndAbsent_Refuses(ExecutionProvider provider)
    {
        if (OnnxRuntimeLibrary.Load(OnnxFixture.Cpu).HasProviderFile(provider))
        {
            return; // This machine's library has it.
        }

        var error = Assert.Throws<InferenceLibraryException>(() => LoadYolox(new InferenceOptions { Provider = provider, Require = true }));
        Assert.StartsWith($"{provider.ToString().ToLowerInvariant()} does not work here: ", error.Message, StringComparison.Ordinal);
        AssertOneLine(error.Message);
    }

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_AcceleratorWantedAndAbsent_FallsBackAndWarnsOnce()
    {
        if (OnnxRuntimeLibrary.Load(OnnxFixture.Cpu).HasProviderFile(ExecutionProvider.Cuda))
        {
            return; // This machine's library has it.
        }

        var loader = OnnxFixture.Loader(_logger.For<OnnxModelLoader>());
        var manifest = TestModels.Yolox();
        for (var i = 0; i < 2; i++)
        {
            using var model = loader.LoadDetector(
                manifest, manifest.Builds[0], SharedMaterial.PathOf(TestModels.YoloxFile), new InferenceOptions { Provider = ExecutionProvider.Cuda });
            Assert.Equal("cpu", model.Description.Provider);
            Assert.StartsWith("cuda does not work here: ", model.Description.FallbackReason, StringComparison.Ordinal);
        }

        Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Warning && entry.Event.Id == 3002);
    }

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_AutoWithoutAnAccelerator_SaysSoWithoutAWarning()
    {
        if (OnnxRuntimeLibrary.Load(OnnxFixture.Cpu).HasProviderFile(ExecutionProvider.Cuda))
        {
            return; // This machine's library has one.
        }

        using var model = LoadYolox(new InferenceOptions());
        Assert.Equal("cpu", model.Description.Provider);
        Assert.StartsWith("no accelerator found", model.Description.FallbackReason, StringComparison.Ordinal);
        Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Information && entry.Event.Id == 3001);
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [SharedFact(TestModels.YoloxFile)]
    public void LoadDetector_Cpu_HasNothingToExcuse()
    {
        using var model = LoadYolox(OnnxFixture.Cpu);
        Assert.Equal(new ModelDescription("yolox-nano", "yolox", "cpu", null), model.Description);
        Assert.Equal(1, model.MaxBatch);
    }

    [SharedFact(TestModels.YoloxFile)]
    public void Dispose_ModelBeforeItsWorker_LetsTheWorkerFinish()
    {
        using var pool = new FramePool(1);
        using var lease = TestFrames.Grey(pool, new FrameGeometry(64, 48), 100);
        var model = LoadYolox(OnnxFixture.Cpu);
        var worker = model.CreateWorker();
        var results = new DetectionList();

        model.Dispose();
        worker.Detect([lease.Frame], [results]);
        worker.Dispose();

        Assert.Throws<ObjectDisposedException>(() => worker.Detect([lease.Frame], [results]));
        Assert.Throws<ObjectDisposedException>(model.CreateWorker);
        worker.Dispose();
        model.Dispose();
    }

    [SharedFact(TestModels.YoloxFile)]
    public void Load_LibraryMissingOrAnother_SaysWhatWasTriedAndWhatToDo()
    {
        var loaded = OnnxRuntimeLibrary.Load(OnnxFixture.Cpu);
        Assert.StartsWith("1.", loaded.Version, StringComparison.Ordinal);
        Assert.Contains("CPUExecutionProvider", loaded.BuildProviders);
        Assert.Same(loaded, OnnxRuntimeLibrary.Load(new InferenceOptions { LibraryPath = loaded.Path }));
        var error = Assert.Throws<InferenceLibraryException>(() => OnnxRuntimeLibrary.Load(new InferenceOptions { LibraryPath = Path.Combine(_folder, "libonnxruntime.so.1") }));
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("./posestream installs it", error.Message, StringComparison.Ordinal);
        AssertOneLine(error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IDetectorModel LoadYolox(InferenceOptions options) => OnnxFixture.Loader(_logger.For<OnnxModelLoader>()).LoadDetector(
        TestModels.Yolox(), TestModels.Yolox().Builds[0], SharedMaterial.PathOf(TestModels.YoloxFile), options);

    private static string AssertRefused(ModelManifest manifest, ModelBuild build, string file, string expected)
    {
        var path = Path.IsPathRooted(file) ? file : SharedMaterial.PathOf(file);
        var error = Assert.Throws<ModelContractException>(() => OnnxFixture.Loader().LoadDetector(manifest, build, path, OnnxFixture.Cpu));
        Assert.StartsWith($"model '{manifest.Id}' from {path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        AssertOneLine(error.Message);
        return error.Message;
    }

    private static void AssertOneLine(string message) => Assert.DoesNotContain('\n', message);
}
