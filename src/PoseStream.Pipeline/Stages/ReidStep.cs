using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>Asks a re-identification network, before detections are given to tracks, about those of which the tracker wants to know more. One a camera; one frame at a time.</summary>
/// <param name="most">Of one frame so many are asked about, the surest; the others are told apart by their clothes.</param>
public sealed class ReidStep(ReidWorkers network, int most)
{
    private readonly WorkTicket _ticket = new();
    private readonly List<ReidJob> _jobs = [];

    /// <param name="frame">Its lease is held until <see cref="WhenDone"/>.</param>
    /// <param name="detections">Frame pixels.</param>
    /// <returns>Whether there is anything to wait for.</returns>
    public bool Submit(Frame frame, ReadOnlySpan<Detection> detections, MediaTime now, PersonTracker tracker)
    {
        // All that can fail comes before the first job is handed out, as in the pose stage.
        var wanted = 0;
        for (var i = 0; i < detections.Length; i++)
        {
            if (i == _jobs.Count)
            {
                _jobs.Add(new ReidJob(_ticket, network.Space));
            }

            _jobs[i].IsWanted = tracker.WantsEmbedding(detections, i, now);
            wanted += _jobs[i].IsWanted ? 1 : 0;
        }

        for (; wanted > most; wanted--)
        {
            LeaveOutLeastSure(detections);
        }

        if (wanted == 0)
        {
            return false;
        }

        for (var i = 0; i < detections.Length; i++)
        {
            if (_jobs[i].IsWanted)
            {
                _jobs[i].Crop = new(frame, network.CropFor(detections[i].Box));
            }
        }

        _ticket.Arm(wanted);
        for (var i = 0; i < detections.Length; i++)
        {
            if (_jobs[i].IsWanted)
            {
                network.Submit(_jobs[i]);
            }
        }

        return true;
    }

    public ValueTask WhenDone() => _ticket.WhenDone();

    /// <summary>What the network says of a detection of the last frame; null where it was not asked.</summary>
    /// <exception cref="Core.Ports.InferenceException">The run failed.</exception>
    public Embedding? Of(int detection) => _jobs[detection] switch
    {
        { IsWanted: false } => null,
        { Fault: { } fault } => throw fault,
        var job => job.Result,
    };

    private void LeaveOutLeastSure(ReadOnlySpan<Detection> detections)
    {
        var least = -1;
        for (var i = 0; i < detections.Length; i++)
        {
            if (_jobs[i].IsWanted && (least < 0 || detections[i].Score < detections[least].Score))
            {
                least = i;
            }
        }

        _jobs[least].IsWanted = false;
    }
}
