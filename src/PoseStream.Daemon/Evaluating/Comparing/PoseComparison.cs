using PoseStream.Core.Detections;
using PoseStream.Core.Metrics;
using PoseStream.Core.Metrics.Detecting;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Daemon.Evaluating.Recordings;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>All figures of poses that two recordings allow.</summary>
internal sealed class PoseComparison
{
    private static readonly float[] PixelShares = [0.05f, 0.1f, 0.2f];

    private readonly PoseRecording _predictions;
    private readonly PoseRecording _truth;
    private readonly CommonJoints _joints;
    private readonly float _minimumOverlap;
    private readonly PoseErrorMeter _errors;
    private readonly RootErrorMeter _root;
    private readonly CorrectJointMeter _correct;
    private readonly MotionMeter _motion;
    private readonly LimbAngleMeter _angles;
    private readonly DetectionMeter _detection;
    private readonly CorrectPixelMeter[] _pixels;

    public PoseComparison(PoseRecording predictions, PoseRecording truth, CommonJoints joints, float minimumOverlap)
    {
        (_predictions, _truth, _joints, _minimumOverlap) = (predictions, truth, joints, minimumOverlap);
        _errors = new PoseErrorMeter(joints.Subset, joints.Root);
        _root = new RootErrorMeter(joints.Root);
        _correct = new CorrectJointMeter(joints.Subset, joints.Root);
        _motion = new MotionMeter(joints.Subset);
        _angles = new LimbAngleMeter(joints.Skeleton);
        _detection = new DetectionMeter(minimumOverlap);
        _pixels = [.. PixelShares.Select(share => new CorrectPixelMeter(joints.Subset, share))];
    }

    private bool HasBoxes => _predictions.HasBoxes && _truth.HasBoxes;

    private bool HasPixels => HasBoxes && _predictions.HasPixels && _truth.HasPixels;

    private bool IsOneSpace => _predictions.Space == _truth.Space;

    /// <exception cref="Hosting.CommandFailedException">The recordings have nothing in common.</exception>
    public Evaluation Run()
    {
        var (pairs, note) = FrameJoin.Join(_predictions, _truth);
        List<string> notes = [note];
        var sequence = string.Empty;
        foreach (var (truth, prediction) in pairs)
        {
            if (truth.Sequence != sequence)
            {
                sequence = truth.Sequence;
                _motion.StartSequence();
            }

            Add(truth, prediction);
        }

        var results = Results().Where(result => result.Samples > 0 || !double.IsNaN(result.Value)).ToList();
        if (!IsOneSpace)
        {
            notes.Add("one file is in the camera's frame, the other in the room's: only figures after a rotation, and angles, can be compared");
        }

        if (_truth.Frames.Any(frame => frame.People.Any(person => person.IsOptional)))
        {
            notes.Add($"{_truth.Frames.Sum(frame => frame.People.Count(person => person.IsOptional))} truths are of people hardly seen and are left out: found or not, they do not count");
        }

        return new Evaluation(_predictions.File, _truth.File, notes, results);
    }

    private void Add(RecordedFrame truth, RecordedFrame? prediction)
    {
        var found = prediction?.People ?? [];
        if (HasBoxes)
        {
            _detection.AddPicture(
                [.. found.Select(person => new Detection(person.Box!.Value, person.Score))],
                [.. truth.People.Select(person => person.Box!.Value)],
                [.. truth.People.Select(person => person.IsOptional)]);
        }

        foreach (var (person, match) in PersonPairs.Of(truth.People, found, HasBoxes, _minimumOverlap, _predictions.File))
        {
            if (!person.IsOptional)
            {
                Add(person, match, truth.Time_s ?? prediction?.Time_s);
            }
        }
    }

    private void Add(RecordedPerson truth, RecordedPerson? prediction, double? time_s)
    {
        var truth_m = _joints.OfTruth(truth);
        if (prediction is null)
        {
            _correct.AddMissed(truth_m);
            return;
        }

        var prediction_m = _joints.OfPrediction(prediction);
        _errors.Add(prediction_m, truth_m);
        _root.Add(prediction_m, truth_m);
        _correct.Add(prediction_m, truth_m);
        _angles.Add(prediction_m, truth_m);
        if (time_s is { } time)
        {
            _motion.Add(truth.Identity, prediction.Identity, time, prediction_m, truth_m);
        }

        if (HasPixels)
        {
            foreach (var meter in _pixels)
            {
                meter.Add(_joints.PixelsOfPrediction(prediction), _joints.PixelsOfTruth(truth), truth.Box!.Value);
            }
        }
    }

    private IEnumerable<MetricResult> Results() =>
    [
        .. _errors.Results().Where(result => IsOneSpace || result.Alignment.Contains("rotation", StringComparison.Ordinal)),
        .. IsOneSpace ? _root.Results() : [],
        .. IsOneSpace ? _correct.Results() : [],
        .. IsOneSpace ? _motion.Results() : [],
        .. _angles.Results(),
        .. HasPixels ? _pixels.Select(meter => meter.Result()) : [],
        .. HasBoxes ? _detection.Results() : [],
    ];
}
