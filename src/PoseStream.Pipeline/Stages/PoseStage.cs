using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline.Stages;

/// <summary>
/// Estimates the poses of a frame's people, all at once, gives the buffer back, lets the networks read that see no picture, and sends the frame through locate, refine and publish,
/// in order.
/// </summary>
/// <param name="networks">Of this camera.</param>
/// <param name="temporal">Lifter and sequence network, in this order, as far as there are any.</param>
/// <param name="mesh">Null where no surfaces are wanted.</param>
public sealed class PoseStage(
    PipelinePlan plan,
    StageChannel<FrameWork> input,
    StageChannel<FrameWork> free,
    PipelineNetworks networks,
    DoubtStep doubt,
    IReadOnlyList<TemporalStep> temporal,
    MeshStep? mesh,
    LocateStep locate,
    RefineStep refine,
    PublishStep publish,
    InFlightLimit limit,
    FlowLedger ledger,
    FrameFaults frameFaults,
    TimeProvider time,
    ILogger logger)
{
    private readonly JointMap _joints = JointMaps.ToPublished(networks.Pose.Skeleton);
    private readonly List<UntoldEnd> _untoldEnds = [];
    private readonly HashSet<TrackId> _told = [];
    private readonly LogThrottle _faultLog = new(time);
    private CameraModel? _camera;

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

                        Take(work);

                        // By index: the enumerator of an interface is an allocation.
                        for (var i = 0; i < temporal.Count; i++)
                        {
                            if (temporal[i].Submit(work))
                            {
                                await work.Ticket.WhenDone().ConfigureAwait(false);
                                temporal[i].Take(work);
                            }
                        }

                        if (mesh is not null && mesh.Submit(work))
                        {
                            await work.Ticket.WhenDone().ConfigureAwait(false);
                            MeshStep.Take(work);
                        }

                        Finish(work);
                    }
                    catch (Exception exception)
                    {
                        Lose(work, exception);
                    }
                    finally
                    {
                        free.TryWrite(work);
                        limit.Leave();
                    }
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
        limit.Leave();
    }

    /// <summary>What the networks saw; the picture is not needed any more.</summary>
    private void Take(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            Take(work.Person(i), work);
        }

        GiveBack(work);
        doubt.Apply(work);
    }

    private void Finish(FrameWork work)
    {
        work.Clock.Mark(StageMark.Posed, time.GetTimestamp());
        locate.Apply(work);
        work.Clock.Mark(StageMark.Located, time.GetTimestamp());
        refine.Apply(work);
        work.Clock.Mark(StageMark.Refined, time.GetTimestamp());
        publish.Apply(work);
        RememberTold(work);
        frameFaults.CameThrough();
    }

    private void RememberTold(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.State is TrackState.Ended)
            {
                _told.Remove(person.Track);
            }
            else
            {
                _told.Add(person.Track);
            }
        }
    }

    /// <summary>As in the detect stage: the frame is lost, the camera is not.</summary>
    private void Lose(FrameWork work, Exception exception)
    {
        KeepEnds(work);
        GiveBack(work);
        ledger.Dropped(DropReason.ItemFault);
        frameFaults.Lost(work.Stamp.Epoch, exception);
        if (_faultLog.TryPass(out var more))
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
            if (person.State is not TrackState.Ended)
            {
                continue;
            }

            if (_told.Contains(person.Track))
            {
                _untoldEnds.Add(new UntoldEnd(person.Track, person.Box));
            }
            else
            {
                // Nobody knows of them: where every frame is lost for days they would only become more.
                Forget(person.Track);
            }
        }
    }

    private void Forget(TrackId track)
    {
        doubt.Forget(track);
        for (var i = 0; i < temporal.Count; i++)
        {
            temporal[i].Forget(track);
        }

        locate.Forget(track);
        refine.Forget(track);
    }

    /// <returns>Whether there is anything to wait for.</returns>
    private bool Submit(FrameWork work)
    {
        // All that can fail comes before the first job is handed out: a worker that still reads the frame must not find it given back.
        var wanted = 0;
        work.Camera = locate.CameraFor(work.Geometry);
        BeginAnewWith(work.Camera);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.WantsPose)
            {
                person.Job.Crop = new(work.Lease!.Frame, networks.Pose.CropFor(person.Box, work.Camera, person.Rotation));
                wanted++;
                if (networks.Root is { } root)
                {
                    person.RootJob!.Crop = new(work.Lease.Frame, root.CropFor(person.Box));
                    wanted++;
                }
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
                networks.Pose.Submit(work.Person(i).Job);
                networks.Root?.Submit(work.Person(i).RootJob!);
            }
        }

        return true;
    }

    /// <summary>Metres of one camera are not those of another. People stay who they are.</summary>
    private void BeginAnewWith(CameraModel camera)
    {
        if (ReferenceEquals(camera, _camera))
        {
            return;
        }

        _camera = camera;
        for (var i = 0; i < temporal.Count; i++)
        {
            temporal[i].ForgetAll();
        }

        locate.ForgetAll();
        refine.ForgetAll();
    }

    private void Take(PersonWork person, FrameWork work)
    {
        if (!person.WantsPose)
        {
            return;
        }

        var result = person.Job.Result;
        if ((person.Job.Fault ?? person.RootJob?.Fault) is { } fault)
        {
            throw fault;
        }

        person.HasPose = result.Score >= networks.Pose.PersonThreshold;
        if (person.HasPose)
        {
            // A network that is for nothing else knows distances better.
            var metresPerPixel = person.RootJob is { Result.MetresPerPixel: var told } && float.IsFinite(told) ? told : result.MetresPerPixel;
            _joints.Apply(result.Joints, person.Joints);
            person.Measure(
                result, _joints, work.Stamp.MediaTime, person.Box, metresPerPixel, PersonPlacement.FromCrop(person.Job.Crop.Transform, work.Camera!));
        }
    }

    private static void GiveBack(FrameWork work)
    {
        work.Lease?.Dispose();
        work.Lease = null;
    }
}
