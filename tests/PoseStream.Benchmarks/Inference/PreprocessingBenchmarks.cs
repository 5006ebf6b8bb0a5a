using System.Numerics;
using BenchmarkDotNet.Attributes;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Inference.Preprocessing;
using PoseStream.TestKit.Inference;

namespace PoseStream.Benchmarks.Inference;

/// <summary>From a frame's planes to a network's input, one thread.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(12)]
public class PreprocessingBenchmarks : IDisposable
{
    private readonly FramePool _pool = new(1);
    private Frame _frame = null!;
    private FrameSampler _detector = null!;
    private FrameSampler _landmarks = null!;
    private FrameSampler _areas = null!;
    private FrameSampler _views = null!;
    private CropTransform _letterbox;
    private CropTransform _upright;
    private CropTransform _turned;
    private CropTransform _view;
    private float[] _detectorInput = [];
    private float[] _landmarksInput = [];

    [Params("768x432", "1280x720", "1920x1080")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var sides = Size.Split('x').Select(int.Parse).ToArray();
        var geometry = new FrameGeometry(sides[0], sides[1]);
        _frame = TestFrames.Noise(_pool, geometry, new ColorSpec(ColorMatrix.Bt709, false)).Frame;
        var detector = TestModels.RtmDet(320).Input;
        var landmarks = TestModels.Landmarks().Input;
        _detector = new FrameSampler(detector, TensorLayout.Nchw);
        _landmarks = new FrameSampler(landmarks, TensorLayout.Nchw);
        _areas = new FrameSampler(landmarks with { Sampling = InputSampling.Area }, TensorLayout.Nchw);
        _views = new FrameSampler(landmarks with { Fit = InputFit.VirtualCamera }, TensorLayout.Nchw);
        _detectorInput = new float[3 * 320 * 320];
        _landmarksInput = new float[3 * 256 * 256];
        _letterbox = CropTransform.LetterboxTopLeft(geometry.Width, geometry.Height, 320, 320);
        var (center, side) = (new Vector2(geometry.Width, geometry.Height) / 2, geometry.Height * 0.8f);
        _upright = CropTransform.Region(center, side, side, 0, 256, 256);
        _turned = CropTransform.Region(center, side, side, 0.2f, 256, 256);
        var camera = CameraModel.FromFieldOfView(geometry, 90) with { Distortion = new LensDistortion(-0.2, 0.05, 0.001, -0.001, 0) };
        _view = CropTransform.Through(VirtualCamera.Toward(camera, center / 2, new Vector2(0, side / 4), 256, 256, 256), 256, 256);
    }

    [Benchmark]
    public void Letterbox320() => _detector.Sample(_frame, _letterbox, _detectorInput);

    [Benchmark]
    public void Crop256() => _landmarks.Sample(_frame, _upright, _landmarksInput);

    [Benchmark]
    public void AreaCrop256() => _areas.Sample(_frame, _upright, _landmarksInput);

    [Benchmark]
    public void TurnedCrop256() => _landmarks.Sample(_frame, _turned, _landmarksInput);

    [Benchmark]
    public void VirtualCamera256() => _views.Sample(_frame, _view, _landmarksInput);

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }
}
