using System.Numerics;
using BenchmarkDotNet.Attributes;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.TestKit.Fakes;

namespace PoseStream.Benchmarks.People;

/// <summary>
/// All that is done for one person in one frame beside inference, as the service does it by default: clothes, tracking, placing, depth over time, refinement and angles.
/// Told for one of <see cref="People"/> people in one picture.
/// </summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(10)]
public class PersonBenchmarks
{
    private const int People = 6;

    private static readonly FrameGeometry Geometry = new(1280, 720);
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(Geometry, 70);

    private readonly Detection[] _detections = new Detection[People];
    private readonly SeenLook[] _looks = new SeenLook[People];
    private readonly JointEstimate[][] _joints = new JointEstimate[People][];
    private readonly JointEstimate[] _turned = new JointEstimate[Halpe26.Skeleton.Count];
    private readonly Vector3[] _positions_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly PointSigma[] _sigmas = new PointSigma[Halpe26.Skeleton.Count + 1];
    private readonly float[] _angles_rad = new float[JointAngleNames.Count];
    private readonly RootEstimator[] _roots = new RootEstimator[People];
    private readonly TrackedStature[] _statures = new TrackedStature[People];
    private readonly PersonRefiner[] _refiners = new PersonRefiner[People];
    private FrameLease _lease = null!;
    private PersonTracker _tracker = null!;
    private long _frame;

    [GlobalSetup]
    public void Start()
    {
        _lease = new FramePool(1).Rent(Geometry, default, CancellationToken.None);
        new Random(1).NextBytes(_lease.Frame.Buffer);
        _tracker = new PersonTracker(new TrackerOptions(), new TrackIdSequence());
        for (var i = 0; i < People; i++)
        {
            _joints[i] = SyntheticPerson.Standing.SeenBy(Camera, new Vector3(i - 2.5f, 0, 6));
            _roots[i] = new RootEstimator(0.07);
            _statures[i] = new TrackedStature();
            _refiners[i] = new PersonRefiner(RefinementOptions.Default);
        }

        Array.Fill(_sigmas, new PointSigma(0.01f, 0.05f));
        for (var i = 0; i < 30; i++)
        {
            Everything();
        }
    }

    [GlobalCleanup]
    public void Stop() => _lease.Dispose();

    [Benchmark(OperationsPerInvoke = People)]
    public float Everything()
    {
        Follow();
        return Place() + Refine();
    }

    /// <summary>Clothes and tracking.</summary>
    [Benchmark(OperationsPerInvoke = People)]
    public int Follow()
    {
        _frame++;
        for (var i = 0; i < People; i++)
        {
            _detections[i] = new Detection(BoundingBox.FromCenter(new Vector2(200 + (150 * i) + (_frame % 5), 360), 90, 260), 0.9f);
            _looks[i] = new SeenLook(AppearanceSampler.Sample(_lease.Frame, _detections[i].Box));
        }

        for (var i = 0; i < _tracker.Tracks.Count; i++)
        {
            var track = _tracker.Tracks[i];
            _tracker.Learn(track.Id, new TrackSighting(Now, false, track.Box, new TrunkSighting(track.Box.Center - new Vector2(0, 40), 0.9f), new Vector3(i - 2.5f, 0, 6), default), Camera);
        }

        _tracker.Update(_detections, Now, _looks);
        return _tracker.Tracks.Count;
    }

    /// <summary>The fit of joints to pixels, stature, depth over time.</summary>
    [Benchmark(OperationsPerInvoke = People)]
    public float Place()
    {
        _frame++;
        var sum = 0f;
        for (var i = 0; i < People; i++)
        {
            _joints[i].CopyTo(_turned, 0);
            var crop = CropTransform.Region(_turned[0].Pixel, 300, 300, 0, 256, 256);
            var fit = PersonPlacement.Place(_turned, float.NaN, crop, Camera, _positions_m)!.Value;
            var root = fit.Translation_m;
            var depth_m = root.Z * _statures[i].Correction(BodyHeight.Estimate(_positions_m));
            _roots[i].Update(new RootMeasurement(new Vector2(root.X, root.Y) / root.Z, 0.002f, depth_m, 0.05f, RootSource.JointFit, false), Now);
            var placed = _roots[i].At(Now)!.Value;
            RootMotion.Move(_positions_m, root, placed.Position_m);
            sum += placed.Position_m.Z;
        }

        return sum;
    }

    /// <summary>Refinement and joint angles.</summary>
    [Benchmark(OperationsPerInvoke = People)]
    public float Refine()
    {
        _frame++;
        var sum = 0f;
        foreach (var refiner in _refiners)
        {
            for (var j = 0; j < _positions_m.Length; j++)
            {
                _positions_m[j] = new Vector3(MathF.Sin(j), MathF.Cos(j), 5 + (0.01f * (_frame % 3)));
            }

            var root = new Vector3(0, 0, 5);
            refiner.Refine(Now, ref root, _positions_m, _sigmas);
            JointAngleSolver.Solve(_positions_m, _angles_rad);
            sum += root.Z + _angles_rad[0];
        }

        return sum;
    }

    private MediaTime Now => MediaTime.FromSeconds(_frame / 30.0);
}
