using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Stages;

/// <summary>What the refine step remembers of one person from frame to frame.</summary>
internal sealed class PersonMovement(RefinementOptions refinement)
{
    private double? _last_s;

    public PersonRefiner Refiner { get; } = new(refinement);

    public JointVelocities Velocities { get; } = new(Halpe26.Skeleton.Count);

    /// <summary>Seconds since the last call's time; 0 at the first.</summary>
    public double Since(double time_s)
    {
        var since = _last_s is { } last ? time_s - last : 0;
        _last_s = time_s;
        return since;
    }
}
