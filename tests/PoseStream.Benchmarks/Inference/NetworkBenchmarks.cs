using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Inference;
using PoseStream.Inference.Graphs;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;

namespace PoseStream.Benchmarks.Inference;

/// <summary>A whole Detect or Estimate on the CPU, one thread: sampling, network, decoding. Needs ../shared and ONNX Runtime.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(12)]
public class NetworkBenchmarks : IDisposable
{
    private static readonly InferenceOptions Cpu = new() { Provider = ExecutionProvider.Cpu, LibraryFolders = RuntimeFolders.All };
    private readonly FramePool _pool = new(1);
    private readonly DetectionList[] _people = [new()];
    private readonly PoseEstimate[] _pose = [new(33)];
    private readonly List<IDisposable> _owned = [];
    private readonly PoseCrop[] _crop = new PoseCrop[1];
    private FrameRegion[] _frame = [];
    private IDetector _rtmDet320 = null!;
    private IDetector _rtmDet640 = null!;
    private IDetector _yolox = null!;
    private IPoseEstimator _landmarks = null!;
    private IPoseEstimator _pruned = null!;

    [GlobalSetup]
    public void Setup()
    {
        var outdoor = SharedMaterial.PathOf("video/outdoor-sports2d.mp4");
        _frame = [TestFrames.Decode(_pool, outdoor, 2, new FrameGeometry(1768, 994), new ColorSpec(ColorMatrix.Bt709, false)).Frame];
        _rtmDet320 = Detector(TestModels.RtmDet(320), TestModels.RtmDetFile);
        _rtmDet640 = Detector(TestModels.RtmDet(640), TestModels.RtmDetFile);
        _yolox = Detector(TestModels.Yolox(), TestModels.YoloxFile);
        var whole = SharedMaterial.PathOf(TestModels.LandmarksFile);
        var cut = Path.GetTempFileName();
        ModelPruner.Prune(whole, cut, ["landmarks", "flag", "world"]);
        _landmarks = Landmarks(whole);
        _pruned = Landmarks(cut);
        File.Delete(cut);
    }

    [Benchmark]
    public void RtmDet320() => _rtmDet320.Detect(_frame, _people);

    [Benchmark]
    public void RtmDet640() => _rtmDet640.Detect(_frame, _people);

    [Benchmark]
    public void Yolox416() => _yolox.Detect(_frame, _people);

    [Benchmark]
    public void LandmarksWhole() => _landmarks.Estimate(_crop, _pose);

    [Benchmark]
    public void LandmarksPruned() => _pruned.Estimate(_crop, _pose);

    [GlobalCleanup]
    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        _owned.Clear();
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    private static OnnxModelLoader Loader() => new(OnnxRuntimeLibrary.Load(Cpu), NullLogger<OnnxModelLoader>.Instance);

    private IDetector Detector(ModelManifest manifest, string file)
    {
        var model = Loader().LoadDetector(manifest, manifest.Builds[0], SharedMaterial.PathOf(file), Cpu);
        var worker = model.CreateWorker();
        _owned.AddRange([worker, model]);
        return worker;
    }

    private IPoseEstimator Landmarks(string path)
    {
        var manifest = TestModels.Landmarks();
        var model = Loader().LoadPose(manifest, manifest.Builds[0], path, Cpu);
        var worker = model.CreateWorker();
        _owned.AddRange([worker, model]);
        _crop[0] = new PoseCrop(_frame[0].Frame, model.CropFor(new BoundingBox(1276, 543, 1508, 942), CameraModel.FromFieldOfView(_frame[0].Frame.Geometry, 60)));
        return worker;
    }
}
