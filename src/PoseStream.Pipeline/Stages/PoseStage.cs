using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;
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
    LocateStep locate,
    RefineStep refine,
    PublishStep publish,
    FlowLedger ledger,
    TimeProvider time,
    ILogger logger)
{
    public async Task RunAsync()
    {
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            if (input.TryRead(out var work))
            {
                await ProcessAsync(work).ConfigureAwait(false);
                free.TryWrite(work);
            }
        }
    }

    private async ValueTask ProcessAsync(FrameWork work)
    {
        try
        {
            await EstimateAsync(work).ConfigureAwait(false);
            GiveBack(work);
            work.Clock.Mark(StageMark.Posed, time.GetTimestamp());
            locate.Apply(work);
            work.Clock.Mark(StageMark.Located, time.GetTimestamp());
            refine.Apply(work);
            work.Clock.Mark(StageMark.Refined, time.GetTimestamp());
        }
        catch (Exception exception)
        {
            // As in the detect stage: the frame is lost, the camera is not.
            PipelineLog.FrameFault(logger, plan.Id.Value, exception.Message);
            GiveBack(work);
            ledger.Dropped(DropReason.ItemFault);
            return;
        }

        publish.Apply(work);
    }

    private async ValueTask EstimateAsync(FrameWork work)
    {
        var wanted = 0;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            wanted += work.Person(i).WantsPose ? 1 : 0;
        }

        if (wanted == 0)
        {
            return;
        }

        work.Ticket.Arm(wanted);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.WantsPose)
            {
                person.Job.Crop = new(work.Lease!.Frame, workers.CropFor(person.Box));
                workers.Submit(person.Job);
            }
        }

        await work.Ticket.WhenDone().ConfigureAwait(false);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            Take(work.Person(i));
        }
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

        person.HasPose = person.Job.Result.Score >= plan.MinPoseScore;
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
