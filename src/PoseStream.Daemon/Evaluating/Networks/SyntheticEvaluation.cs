using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Detecting;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>
/// Examines the networks on held-out synthetic pictures: the detector on whole frames, the pose network on the true boxes of what is seen of people.
/// The camera is known, so that distances can be compared.
/// </summary>
internal sealed class SyntheticEvaluation(IDetectorModel detector, EvaluatedPose pose, SampleStyle style)
{
    private const int Block = 32;

    // Detectors read pictures at about this size: whoever is too small in it counts neither as found nor as missed.
    private const float InputScale = 0.5f;

    private static readonly RootJoint Root = new(Halpe26.Skeleton, "pelvis");
    private static readonly JointSubset Coco = JointSubset.Coco(Halpe26.Skeleton);

    private readonly DetectionMeter _detection = new();
    private readonly CorrectPixelMeter _near = new(Coco, 0.05f);
    private readonly CorrectPixelMeter _far = new(Coco, 0.1f);
    private readonly PoseErrorMeter _errors = new(JointSubset.All(Halpe26.Skeleton), Root);
    private readonly List<double> _distanceErrors = [];
    private readonly LeftRight _leftRight = new();
    private readonly FoundPose _found = new();
    private int _unplaced;

    /// <param name="people">Goes on until so many were examined.</param>
    public Evaluation Run(int people, IProgress<int>? progress, CancellationToken cancellation)
    {
        var set = new TestSet(style);
        using var worker = detector.CreateWorker();
        using var pool = new FramePool(1);
        DetectionList[] detections = [new()];
        var drawn = new Drawn[Block];
        var (examined, pictures) = (0, 0);
        for (var block = 0; examined < people; block++)
        {
            Parallel.For(0, Block, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                drawn[i] ??= new Drawn();
                drawn[i].Truth = set.Draw((block * Block) + i, drawn[i].Picture);
            });
            foreach (var one in drawn)
            {
                using var lease = pool.Rent(TestSet.Geometry, default, cancellation);
                PlanarYuv.Fill(lease.Frame, one.Picture);
                worker.Detect([lease.Frame], detections);
                examined += Compare(lease.Frame, one.Truth!, detections[0]);
                pictures++;
            }

            progress?.Report(Math.Min(examined, people));
        }

        return Summary(pictures);
    }

    private int Compare(Frame frame, PictureTruth truth, DetectionList detections)
    {
        var seen = truth.People.Where(person => person is { VisibleBox: not null, Visible_px: > 4 }).ToArray();
        var enough = Array.ConvertAll(seen, person => SeenEnough.Is(person, InputScale));
        _detection.AddPicture(detections.Items, Array.ConvertAll(seen, person => person.VisibleBox!.Value), Array.ConvertAll(enough, counts => !counts));
        for (var i = 0; i < seen.Length; i++)
        {
            if (enough[i])
            {
                Compare(frame, truth.View.Model, seen[i]);
            }
        }

        return enough.Count(counts => counts);
    }

    private void Compare(Frame frame, CameraModel camera, PersonTruth person)
    {
        var box = person.VisibleBox!.Value;
        pose.Find(frame, box, camera, _found);
        var seen = PixelsOf(person, joint => joint.Visibility is TruthVisibility.Visible);
        _near.Add(_found.Pixels, seen, box);
        _far.Add(_found.Pixels, seen, box);
        _leftRight.Add(_found.Pixels, seen);

        var truth_m = person.Joints.Select(joint => joint.Visibility is TruthVisibility.OutOfFrame ? new Vector3(float.NaN) : joint.Camera_m).ToArray();
        var root = Root.Of(truth_m);
        if (!float.IsFinite(root.X))
        {
            return;
        }

        if (_found.Fit is { } fit)
        {
            _errors.Add(_found.Positions_m, truth_m);
            _distanceErrors.Add(Vector3.Distance(fit.Translation_m, root) / root.Length());
        }
        else
        {
            _unplaced++;
        }
    }

    private static Vector2[] PixelsOf(PersonTruth person, Func<JointTruth, bool> counts) =>
        [.. person.Joints.Select(joint => counts(joint) ? joint.Pixel : new Vector2(float.NaN))];

    private Evaluation Summary(int pictures)
    {
        _distanceErrors.Sort();
        var median = _distanceErrors.Count > 0 ? _distanceErrors[_distanceErrors.Count / 2] : double.NaN;
        return new Evaluation(
            "networks",
            style is SampleStyle.Wild ? "hard" : "scenes",
            [
                $"{pictures} synthetic pictures of {TestSet.Geometry.Width}x{TestSet.Geometry.Height}; poses in the true boxes of what is seen of people",
                $"pixels over joints that are seen, metres over all joints inside the picture; {_unplaced} people with the pelvis in the picture could not be placed",
            ],
            [
                .. _detection.Results(), _near.Result(), _far.Result(), _leftRight.Result(), .. _errors.Results(),
                new MetricResult(
                    "root position error over distance, median", median, "1", "none", Root.Name, MetricResult.None, _distanceErrors.Count, "people", null, null),
            ]);
    }

    /// <summary>A picture that one thread drew.</summary>
    private sealed class Drawn
    {
        public Picture Picture { get; } = new();

        public PictureTruth? Truth { get; set; }
    }
}
