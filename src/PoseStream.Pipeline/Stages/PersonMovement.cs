using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;

namespace PoseStream.Pipeline.Stages;

/// <summary>What the refine step remembers of one person from frame to frame.</summary>
internal sealed class PersonMovement(RefinementOptions refinement)
{
    private MediaTime? _last;

    public PersonRefiner Refiner { get; } = new(refinement);

    public JointVelocities Velocities { get; } = new(Halpe26.Skeleton.Count);

    /// <summary>Seconds since the last call; 0 at the first.</summary>
    public double Since(MediaTime time)
    {
        var since = _last is { } last ? time - last : 0;
        _last = time;
        return since;
    }
}
