using Microsoft.Extensions.Logging;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline.Stages;

/// <summary>Makes the message, the only thing that is allocated for a frame, and hands it to every publisher.</summary>
/// <param name="mesh">How the people's vertices hang together; null where no surfaces are wanted.</param>
public sealed class PublishStep(
    PipelinePlan plan,
    IReadOnlyList<string> modelIds,
    MeshTopology? mesh,
    IReadOnlyList<IPosePublisher> publishers,
    FlowLedger ledger,
    CameraMonitor monitor,
    TimeProvider time,
    ILogger logger)
{
    private readonly LogThrottle _faults = new(time);
    private readonly MotionMessage _motion = new(plan.Refinement, plan.Kinematics);

    public void Apply(FrameWork work)
    {
        var people = work.PeopleCount == 0 ? [] : new PersonPose[work.PeopleCount];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = PersonOf(work.Person(i), work);
        }

        var frame = new PoseFrame(
            work.Stamp, time.GetUtcNow(), work.Camera!, Halpe26.Skeleton, people, work.Clock.Timings(time), ledger.Published(), modelIds);
        monitor.FramePublished(frame.Camera);

        // By index: the enumerator of an interface is an allocation.
        for (var i = 0; i < publishers.Count; i++)
        {
            try
            {
                publishers[i].Publish(frame);
            }
            catch (Exception exception)
            {
                // One output's fault must not take the others' frames.
                if (_faults.TryPass(out var more))
                {
                    PipelineLog.PublisherFault(logger, exception, plan.Id.Value, more);
                }
            }
        }
    }

    private PersonPose PersonOf(PersonWork person, FrameWork work) => new(
        person.Track,
        person.State,
        person.State is TrackState.Ended ? 0 : person.ExistenceProbability,
        person.Box,
        person.Root is null ? null : person.Root_m,
        person.HasPose ? JointsOf(person, work) : [],
        person.BodyHeight_m,
        person.Fit?.ReprojectionError_px,
        person.Root)
    {
        Motion = person.Fit is not null ? _motion.Of(person.Motion) : person.Motion.Body is not null ? _motion.WithoutPlace(person.Motion) : null,
        Mesh = MeshOf(person),
    };

    /// <summary>Where the person was measured and located, before any smoother: only there do surface, joints and pixels belong to one moment.</summary>
    private PersonMesh? MeshOf(PersonWork person) =>
        mesh is not null && person is { Fit: { } fit, Root: { } root, MeshJob: { IsWanted: true, Result.IsPresent: true } job }
            ? PersonMesh.At(root.Position_m, root.Position_m.Z / fit.Translation_m.Z, mesh, job.Result)
            : null;

    private PublishedJoint[] JointsOf(PersonWork person, FrameWork work)
    {
        var present = 0;
        foreach (ref readonly var joint in person.Joints.AsSpan())
        {
            present += joint.IsPresent ? 1 : 0;
        }

        var joints = new PublishedJoint[present];
        var next = 0;
        for (var j = 0; j < person.Joints.Length; j++)
        {
            ref readonly var joint = ref person.Joints[j];
            if (joint.IsPresent)
            {
                // A smoother that looks ahead may not know yet where a joint was.
                joints[next++] = new PublishedJoint(
                    j,
                    joint.Pixel,
                    person.Fit is null ? null : MotionMessage.Known(person.Positions_m[j]),
                    joint.Confidence,
                    joint.VisibilityIn(work.Geometry),
                    person.Fit is null ? null : _motion.RawOf(person.Motion, j),
                    person.Fit is null ? null : _motion.VelocityOf(person.Motion, j),
                    person.Fit is null ? null : person.Motion.Sigmas[j]);
            }
        }

        return joints;
    }
}
