namespace PoseStream.Synthesis.Motion;

/// <summary>Where a body is on the floor at every time: what a gait follows. Continuous in position, heading and both their velocities.</summary>
public interface IFloorTrack
{
    /// <summary>Seconds until the end is reached; positive infinity where there is none.</summary>
    double Duration_s { get; }

    FloorPlacement At(double t_s);
}
