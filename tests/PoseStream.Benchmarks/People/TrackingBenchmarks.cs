using System.Numerics;
using BenchmarkDotNet.Attributes;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.TestKit.Fakes;

namespace PoseStream.Benchmarks.People;

/// <summary>What following and placing people costs, a frame of so many; divide by them. All inference apart.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(10)]
public class TrackingBenchmarks
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 70);

    private readonly Vector3[] _positions_m = new Vector3[Halpe26.Skeleton.Count];
    private PersonTracker _tracker = null!;
    private Detection[] _detections = null!;
    private RootEstimator[] _roots = null!;
    private JointEstimate[] _joints = null!;
    private long _frame;

    [Params(1, 4, 12)]
    public int People { get; set; }

    [GlobalSetup]
    public void Start()
    {
        _tracker = new PersonTracker(new TrackerOptions(), new TrackIdSequence());
        _detections = new Detection[People];
        _roots = [.. Enumerable.Range(0, People).Select(static _ => new RootEstimator(0.07))];
        _joints = SyntheticPerson.Standing.SeenBy(Camera, new Vector3(0.5f, 0, 6));
        for (var i = 0; i < 5; i++)
        {
            Track();
            Estimate();
        }
    }

    [Benchmark]
    public int Track()
    {
        _frame++;
        var now = MediaTime.FromSeconds(_frame / 30.0);
        for (var i = 0; i < People; i++)
        {
            _detections[i] = new Detection(BoundingBox.FromCenter(new Vector2(100 + (90 * i) + (_frame % 5), 300), 80, 220), 0.9f);
        }

        for (var i = 0; i < _tracker.Tracks.Count; i++)
        {
            var track = _tracker.Tracks[i];
            _tracker.Learn(track.Id, new TrackSighting(now, false, track.Box, new TrunkSighting(track.Box.Center - new Vector2(0, 40), 0.9f), new Vector3(0, 0, 5), default), Camera);
        }

        _tracker.Update(_detections, now);
        return _tracker.Tracks.Count;
    }

    [Benchmark]
    public float Estimate()
    {
        _frame++;
        var now = MediaTime.FromSeconds(_frame / 30.0);
        var sum = 0f;
        foreach (var root in _roots)
        {
            root.Update(new RootMeasurement(new Vector2(0.1f, 0), 0.002f, 5 + (0.1f * (_frame % 3)), 0.04f, RootSource.NetworkDepth, false), now);
            sum += root.At(now)!.Value.Position_m.Z;
            RootMotion.Move(_positions_m, new Vector3(0, 0, 5), new Vector3(0, 0, 5.1f));
        }

        return sum;
    }

    [Benchmark]
    public float FitJoints()
    {
        var sum = 0f;
        for (var i = 0; i < People; i++)
        {
            sum += RootFitter.Fit(_joints, Camera)!.Value.Translation_m.Z;
        }

        return sum;
    }

    [Benchmark]
    public float ComparePoses()
    {
        var sum = 0f;
        for (var i = 0; i < People; i++)
        {
            for (var k = i + 1; k < People; k++)
            {
                sum += PoseSimilarity.Of(_joints, _joints, Halpe26.Skeleton, 20000);
            }
        }

        return sum;
    }
}
