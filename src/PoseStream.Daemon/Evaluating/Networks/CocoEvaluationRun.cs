using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Coco;
using PoseStream.Core.Metrics.Detecting;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Coco;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>Examines the networks on COCO's labelled pictures: the detector on whole pictures, the pose network in the labelled boxes.</summary>
internal sealed class CocoEvaluationRun(IDetectorModel detector, EvaluatedPose pose)
{
    // With fewer labelled keypoints, one chance hit decides.
    private const int LeastKeypoints = 5;
    private const int Keypoints = 17;

    private readonly DetectionMeter _detection = new();
    private readonly RunningRatio _similarity = new();
    private readonly LeftRight _leftRight = new();
    private readonly FoundPose _found = new();

    /// <param name="annotations">COCO's annotation file.</param>
    /// <param name="pictures">The folder of its pictures.</param>
    public async Task<Evaluation> RunAsync(string annotations, string pictures, MediaFiles media, CancellationToken cancellation)
    {
        var truth = CocoReader.ReadTruth(annotations, CocoTask.Keypoints);
        var names = JsonPlace.Read(annotations)["images"].Items().ToDictionary(image => image["id"].Integer(), image => Path.GetFileName(image["file_name"].Text()));
        using var worker = detector.CreateWorker();
        DetectionList[] detections = [new()];
        foreach (var image in truth.Images.Order())
        {
            var people = truth.Truths.Where(person => person.Image == image).ToArray();
            await media.ReadAsync(
                Path.Combine(pictures, names[image]),
                every: 1,
                frame =>
                {
                    worker.Detect([frame], detections);
                    Compare(frame, people, detections[0]);
                },
                cancellation).ConfigureAwait(false);
        }

        return new Evaluation(
            "networks",
            annotations,
            [$"{truth.Images.Count} pictures; poses in the labelled boxes of people with at least {LeastKeypoints} keypoints"],
            [
                .. _detection.Results(),
                new MetricResult(
                    "OKS, mean", _similarity.Value, "1", MetricResult.None, MetricResult.None, "coco17", _similarity.Additions, "people",
                    _similarity.Interval()?.Low, _similarity.Interval()?.High),
                _leftRight.Result(),
            ]);
    }

    private void Compare(Frame frame, CocoTruth[] people, DetectionList detections)
    {
        _detection.AddPicture(detections.Items, Array.ConvertAll(people, BoxOf), Array.ConvertAll(people, person => person.IsCrowd));
        foreach (var person in people.Where(person => !person.IsCrowd && person.LabelledKeypoints >= LeastKeypoints))
        {
            pose.Find(frame, BoxOf(person), camera: null, _found);
            var pixels = _found.Pixels;
            // COCO counts pixels from the corner of the first, as PoseStream does. An absent keypoint is as wrong as can be.
            var keypoints = pixels.Take(Keypoints).SelectMany(pixel => float.IsFinite(pixel.X) ? new double[] { pixel.X, pixel.Y, 1 } : [1e6, 1e6, 0]).ToArray();
            _similarity.Add(KeypointSimilarity.Of(keypoints, person, KeypointSimilarity.PersonSigmas));
            _leftRight.Add(pixels, Labelled(person));
        }
    }

    private static Vector2[] Labelled(CocoTruth person) =>
    [
        .. Enumerable.Range(0, Halpe26.Skeleton.Count).Select(j => j < Keypoints && person.Keypoints[(3 * j) + 2] > 0
            ? new Vector2((float)person.Keypoints[3 * j], (float)person.Keypoints[(3 * j) + 1])
            : new Vector2(float.NaN)),
    ];

    private static BoundingBox BoxOf(CocoTruth person) => new(
        (float)person.Box.X, (float)person.Box.Y, (float)(person.Box.X + person.Box.Width), (float)(person.Box.Y + person.Box.Height));
}
