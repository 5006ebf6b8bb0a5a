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

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>
/// Examines the networks on video that nobody labelled: against what other, stronger networks say. Where those err, the figures do too:
/// they tell how alike the two are, not how right.
/// </summary>
internal sealed class VideoEvaluation(IDetectorModel detector, EvaluatedPose pose, IDetectorModel knownDetector, EvaluatedPose? knownPose)
{
    private const float SureBox = 0.5f;
    private const float SureJoint = 0.4f;
    private const int LeastJoints = 8;

    // Shares of the picture's height: whoever is smaller counts neither as found nor as missed, and no pose is compared.
    private const float LeastHeight = 0.1f;
    private const float LeastHeightForPose = 0.15f;

    private static readonly JointSubset Coco = JointSubset.Coco(Halpe26.Skeleton);

    private readonly DetectionMeter _detection = new();
    private readonly CorrectPixelMeter _near = new(Coco, 0.05f);
    private readonly CorrectPixelMeter _far = new(Coco, 0.1f);
    private readonly LeftRight _leftRight = new();
    private readonly FoundPose _found = new();
    private readonly FoundPose _known = new();

    /// <param name="every">Only each so-many-th frame: neighbours are all but the same.</param>
    public async Task<Evaluation> RunAsync(IReadOnlyList<string> videos, int every, MediaFiles media, IProgress<int>? progress, CancellationToken cancellation)
    {
        using var worker = detector.CreateWorker();
        using var knownWorker = knownDetector.CreateWorker();
        DetectionList[] detections = [new()];
        DetectionList[] known = [new()];
        foreach (var video in videos)
        {
            await media.ReadAsync(
                video,
                every,
                frame =>
                {
                    worker.Detect([frame], detections);
                    knownWorker.Detect([frame], known);
                    Compare(frame, detections[0], known[0]);
                    progress?.Report(_detection.Pictures);
                },
                cancellation).ConfigureAwait(false);
        }

        var against = knownPose is null ? [] : new[] { _near.Result(), _far.Result(), _leftRight.Result() };
        return new Evaluation(
            "networks",
            string.Join(", ", videos.Select(Path.GetFileName)),
            [$"each {every}. frame; the truth is what {knownDetector.Description.Id} says with a score of {SureBox} or more, and is wrong where that is"],
            [.. _detection.Results(), .. against]);
    }

    private void Compare(Frame frame, DetectionList found, DetectionList known)
    {
        var boxes = known.Items.ToArray();
        _detection.AddPicture(
            found.Items,
            Array.ConvertAll(boxes, box => box.Box),
            Array.ConvertAll(boxes, box => box.Score < SureBox || box.Box.Height < LeastHeight * frame.Geometry.Height));
        foreach (var person in boxes)
        {
            if (knownPose is not null && person.Score >= SureBox && person.Box.Height >= LeastHeightForPose * frame.Geometry.Height)
            {
                Compare(frame, person.Box, knownPose);
            }
        }
    }

    private void Compare(Frame frame, in BoundingBox box, EvaluatedPose reference)
    {
        reference.Find(frame, box, camera: null, _known);
        var truth = Array.ConvertAll(_known.Joints, joint => joint.Confidence >= SureJoint ? joint.Pixel : new Vector2(float.NaN));
        if (truth.Count(pixel => float.IsFinite(pixel.X)) < LeastJoints)
        {
            return;
        }

        pose.Find(frame, box, camera: null, _found);
        _near.Add(_found.Pixels, truth, box);
        _far.Add(_found.Pixels, truth, box);
        _leftRight.Add(_found.Pixels, truth);
    }
}
