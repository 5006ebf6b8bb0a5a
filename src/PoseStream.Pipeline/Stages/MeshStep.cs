using PoseStream.Core.Skeletons;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>Makes the surface of each person of whom metres are known.</summary>
/// <param name="input">From the joints of the network before to those that this one reads.</param>
public sealed class MeshStep(MeshWorkers network, JointMap input)
{
    /// <returns>Whether there is anything to wait for: the work's ticket.</returns>
    public bool Submit(FrameWork work)
    {
        var wanted = 0;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            var job = person.MeshJob!;
            job.IsWanted = person.IsMeasured;
            job.Result.IsPresent = false;
            if (job.IsWanted)
            {
                person.Tell(input, job.Pose);
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
            if (work.Person(i).MeshJob is { IsWanted: true } job)
            {
                network.Submit(job);
            }
        }

        return true;
    }

    /// <inheritdoc cref="TemporalStep.Take"/>
    public static void Take(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            if (work.Person(i).MeshJob is { IsWanted: true, Fault: { } fault })
            {
                throw fault;
            }
        }
    }
}
