using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;

namespace PoseStream.Pipeline.Stages;

/// <summary>Estimates the poses of a frame's people, all at once, gives the buffer back, and sends the frame through locate, refine and publish, in order.</summary>
public sealed class PoseStage(
    PipelinePlan plan,
    StageChannel<FrameWork> input,
    StageChannel<FrameWork> free,
    PoseWorkers workers,
    JointMap joints,
    DoubtStep doubt,
    LocateStep locate,
    RefineStep refine,
    PublishStep publish,
    FlowLedger ledger,
    TimeProvider time,
    ILogger logger)
{
    private readonly List<UntoldEnd> _untoldEnds = [];
    private readonly LogThrottle _faults = new(time);

    public async Task RunAsync()
    {
        try
        {
            while (await input.WaitToReadAsync().ConfigureAwait(false))
            {
                if (input.TryRead(out var work))
                {
                    // Awaited here and not in a method of its own, which would allocate at each frame.
                    try
                    {
                        TellEnds(work);
                        if (Submit(work))
                        {
                            await work.Ticket.WhenDone().ConfigureAwait(false);
                        }

                        Finish(work);
                    }
                    catch (Exception exception)
                    {
                        Lose(work, exception);
                    }

                    free.TryWrite(work);
                }
            }
        }
        finally
        {
            // The detect stage may wait for a work; without one it ends.
            free.Complete();
        }
    }

    /// <summary>Lets go of a frame that nobody will process any more.</summary>
    internal void Discard(FrameWork work)
    {
        GiveBack(work);
        ledger.Dropped(DropReason.Stopped);
    }

    private void Finish(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            Take(work.Person(i));
        }

        GiveBack(work);
        work.Clock.Mark(StageMark.Posed, time.GetTimestamp());
        doubt.Apply(work);
        locate.Apply(work);
        work.Clock.Mark(StageMark.Located, time.GetTimestamp());
        refine.Apply(work);
        work.Clock.Mark(StageMark.Refined, time.GetTimestamp());
        publish.Apply(work);
    }

    /// <summary>As in the detect stage: the frame is lost, the camera is not.</summary>
    private void Lose(FrameWork work, Exception exception)
    {
        KeepEnds(work);
        GiveBack(work);
        ledger.Dropped(DropReason.ItemFault);
        if (_faults.TryPass(out var more))
        {
            PipelineLog.FrameFault(logger, plan.Id.Value, exception.Message, more);
        }
    }

    private void TellEnds(FrameWork work)
    {
        foreach (var end in _untoldEnds)
        {
            work.AddEnd(end);
        }

        _untoldEnds.Clear();
    }

    private void KeepEnds(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.State is TrackState.Ended)
            {
                _untoldEnds.Add(new UntoldEnd(person.Track, person.Box));
            }
        }
    }

    /// <returns>Whether there is anything to wait for.</returns>
    private bool Submit(FrameWork work)
    {
        // All that can fail comes before the first job is handed out: a worker that still reads the frame must not find it given back.
        var wanted = 0;
        var camera = work.Camera = locate.CameraFor(work.Geometry);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.WantsPose)
            {
                person.Job.Crop = new(work.Lease!.Frame, workers.CropFor(person.Box, camera, person.Rotation));
                wanted++;
            }
        }

        if (wanted == 0)
        {
            return false;
        }

        work.Ticket.Arm(wanted);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            if (work.Person(i).WantsPose)
            {
                workers.Submit(work.Person(i).Job);
            }
        }

        return true;
    }

    private void Take(PersonWork person)
    {
        if (!person.WantsPose)
        {
            return;
        }

        if (person.Job.Fault is { } fault)
        {
            throw fault;
        }

        person.HasPose = person.Job.Result.Score >= workers.PersonThreshold;
        if (person.HasPose)
        {
            joints.Apply(person.Job.Result.Joints, person.Joints);
        }
    }

    private static void GiveBack(FrameWork work)
    {
        work.Lease?.Dispose();
        work.Lease = null;
    }
}
