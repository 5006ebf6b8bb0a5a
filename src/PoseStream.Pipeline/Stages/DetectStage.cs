using System.Numerics;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline.Stages;

/// <summary>From the mailbox: finds people, follows them, chooses whose pose is wanted. One frame at a time, in order, while the pose stage works on the one before.</summary>
/// <param name="reid">Null where clothes alone tell people apart.</param>
public sealed class DetectStage(
    PipelinePlan plan,
    StageChannel<FrameLease> mailbox,
    StageChannel<FrameWork> free,
    StageChannel<FrameWork> output,
    FrameGate gate,
    DetectWorkers workers,
    ReidStep? reid,
    PersonTracker tracker,
    InFlightLimit limit,
    FrameFaults frameFaults,
    TimeProvider time,
    ILogger logger)
{
    // Beyond it nobody's walk leads to where they are.
    private const float OldestRoot_s = 0.5f;

    private readonly CloseLook? _closeLook = plan.CloseLooks && workers.Input is { } input ? new CloseLook(input) : null;
    private readonly DetectionPace _pace = new(plan.DetectEvery);
    private readonly LogThrottle _faultLog = new(time);
    private readonly LogThrottle _closeLookLog = new(time);
    private readonly WorkTicket _turn = new();
    private readonly SeenLook[] _looks = new SeenLook[DetectionList.UsualCapacity];
    private StreamEpoch _epoch;
    private bool _looked;
    private bool _isBehind;

    /// <summary>Runs until the mailbox is complete and empty, or <paramref name="stopping"/> says that what waits is not wanted any more.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            // A work and this camera's turn first, then the newest frame: while all are busy the mailbox goes on taking newer frames.
            while (await NextAsync().ConfigureAwait(false)
                && await free.WaitToReadAsync().ConfigureAwait(false)
                && !stopping.IsCancellationRequested)
            {
                await limit.EnterAsync(_turn).ConfigureAwait(false);
                if (stopping.IsCancellationRequested || !mailbox.TryRead(out var lease) || !free.TryRead(out var work))
                {
                    limit.Leave();
                    continue;
                }

                // Awaited here and not in a method of its own, which would allocate at each frame.
                try
                {
                    Learn(work);
                    if (Begin(work, lease))
                    {
                        await work.Ticket.WhenDone().ConfigureAwait(false);
                    }

                    work.Clock.Mark(StageMark.Detected, time.GetTimestamp());
                    TakeCloser(work);
                    if (BeginReid(work))
                    {
                        await reid!.WhenDone().ConfigureAwait(false);
                    }

                    Track(work);
                }
                catch (Exception exception)
                {
                    Lose(work, lease, exception);
                    continue;
                }

                output.TryWrite(work);
            }
        }
        finally
        {
            output.Complete();
            mailbox.Drain(Discard);
        }
    }

    /// <summary>Waits for a frame. A live camera of which one waits already brings more than are taken.</summary>
    private ValueTask<bool> NextAsync()
    {
        var waiting = mailbox.WaitToReadAsync();
        _isBehind = !plan.Lossless && waiting.IsCompleted;
        return waiting;
    }

    /// <summary>Lets go of a frame that nobody will process any more.</summary>
    internal void Discard(FrameLease lease) => gate.Drop(lease, DropReason.Stopped);

    /// <summary>
    /// A work comes back with what the poses of an earlier frame told: always that many frames before as there are works, whatever the threads do, so that a recording is
    /// tracked the same each time.
    /// </summary>
    private void Learn(FrameWork work)
    {
        if (!work.IsLocated || work.Stamp.Epoch != _epoch)
        {
            return;
        }

        // Once: a frame that is lost here would else bring it again.
        work.IsLocated = false;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.WantsPose)
            {
                // Where a network looks ahead the root is as old.
                var age_s = person.IsMeasured ? (float)(work.Stamp.MediaTime - person.MeasuredAt) : 0;
                var (root, velocity) = person.Root is { IsPredicted: false } known && age_s <= OldestRoot_s
                    ? (known.Position_m + (age_s * known.Velocity_m_s), known.Velocity_m_s)
                    : (new Vector3(float.NaN), default);
                var trunk = person.HasPose ? TrunkSighting.Of(person.Joints) : TrunkSighting.None;
                tracker.Learn(person.Track, new TrackSighting(work.Stamp.MediaTime, person.IsDoubted, person.Box, trunk, root, velocity, person.IsPoseOfAnother), work.Camera!);
            }
        }
    }

    /// <returns>Whether the detector is at work on the frame.</returns>
    private bool Begin(FrameWork work, FrameLease lease)
    {
        work.Begin(lease);
        work.Clock.Mark(StageMark.Arrived, work.Stamp.Timing.ArrivalTimestamp);
        work.Clock.Mark(StageMark.DetectBegun, time.GetTimestamp());
        // Not of a recording, which is tracked the same each time, however fast the machine is.
        var isFaulty = !plan.Lossless && frameFaults.TakeForgetting();
        if (isFaulty)
        {
            PipelineLog.EveryFrameFault(logger, plan.Id.Value, FrameFaults.Length.TotalSeconds);
        }

        if (isFaulty || work.Stamp.Epoch != _epoch)
        {
            _epoch = work.Stamp.Epoch;
            _pace.Restart();
            tracker.EndAll();
        }

        _looked = _pace.IsDue(tracker.Tracks, _isBehind);
        if (!_looked)
        {
            return false;
        }

        // The second look is given up first where the machine cannot keep up.
        var part = _isBehind ? null : _closeLook?.Choose(tracker.Tracks, work.Geometry);
        (work.Detect.Region, work.DetectCloser.Region) = (lease.Frame, new FrameRegion(lease.Frame, part));
        work.Ticket.Arm(part is null ? 1 : 2);
        workers.Submit(work.Detect);
        if (part is not null)
        {
            workers.Submit(work.DetectCloser);
        }

        return true;
    }

    private void TakeCloser(FrameWork work)
    {
        if (!_looked || work is not { Detect.Fault: null, DetectCloser: { Region.Box: { } part } closer })
        {
            return;
        }

        if (closer.Fault is null)
        {
            CloserDetections.Merge(work.Detect.Results, closer.Results, part, work.Geometry);
        }
        else if (_closeLookLog.TryPass(out var more))
        {
            PipelineLog.CloseLookFault(logger, plan.Id.Value, closer.Fault.Message, more);
        }
    }

    /// <returns>Whether the re-identification network is at work on the frame.</returns>
    private bool BeginReid(FrameWork work) =>
        reid is not null && _looked && work.Detect.Fault is null && reid.Submit(work.Lease!.Frame, work.Detect.Results.Items, work.Stamp.MediaTime, tracker);

    private void Track(FrameWork work)
    {
        if (!_looked)
        {
            tracker.Predict(work.Stamp.MediaTime);
        }
        else if (work.Detect.Fault is { } fault)
        {
            throw fault;
        }
        else
        {
            tracker.Update(work.Detect.Results.Items, work.Stamp.MediaTime, LooksIn(work));
        }

        _pace.Advance(_looked);
        TakePeople(work);
        work.Clock.Mark(StageMark.Tracked, time.GetTimestamp());
    }

    /// <summary>How whoever is in each detection looks, while the picture is at hand.</summary>
    private ReadOnlySpan<SeenLook> LooksIn(FrameWork work)
    {
        var detections = work.Detect.Results.Items;
        var frame = work.Lease!.Frame;
        for (var i = 0; i < detections.Length; i++)
        {
            var box = detections[i].Box;
            _looks[i] = new SeenLook(AppearanceSampler.Sample(frame, box), reid?.Of(i), box.IsCutBy(frame.Geometry));
        }

        return _looks.AsSpan(0, detections.Length);
    }

    /// <summary>Whatever a single frame does to the networks or the tracker costs that frame only.</summary>
    private void Lose(FrameWork work, FrameLease lease, Exception exception)
    {
        var epoch = lease.Frame.Stamp.Epoch;
        work.Lease = null;
        gate.Drop(lease, DropReason.ItemFault);
        free.TryWrite(work);
        limit.Leave();
        frameFaults.Lost(epoch, exception);
        if (_faultLog.TryPass(out var more))
        {
            PipelineLog.FrameFault(logger, plan.Id.Value, exception.Message, more);
        }
    }

    private void TakePeople(FrameWork work)
    {
        // By index: the enumerator of an interface is an allocation.
        for (var i = 0; i < tracker.Tracks.Count; i++)
        {
            work.AddPerson(tracker.Tracks[i]);
        }

        // Too many people: the least likely go without a pose.
        var wanted = 0;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            wanted += work.Person(i).WantsPose ? 1 : 0;
        }

        for (; wanted > plan.MaxPeople; wanted--)
        {
            LeastLikely(work).WantsPose = false;
        }
    }

    private static PersonWork LeastLikely(FrameWork work)
    {
        PersonWork? least = null;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.WantsPose && (least is null || person.ExistenceProbability < least.ExistenceProbability))
            {
                least = person;
            }
        }

        return least!;
    }
}
