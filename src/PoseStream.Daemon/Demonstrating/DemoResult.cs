namespace PoseStream.Daemon.Demonstrating;

/// <summary>A demo at one moment, or at its end.</summary>
/// <param name="Seconds">Since the service is up.</param>
/// <param name="Poses">People with a pose that came to the subscriber, over all frames.</param>
/// <param name="Missed">Frames that the subscriber lost by reading too slowly.</param>
/// <param name="Unplaced">Frames whose capture time fits no picture of the clip: they are not in the accuracy.</param>
/// <param name="WasConserved">Whether decoded = published + dropped + in flight held whenever the service was asked.</param>
/// <param name="CpuSeconds">Of the whole process since the service is up: service, simulated cameras and this measurement together.</param>
internal sealed record DemoResult(
    Figures All, IReadOnlyList<Figures> Cameras, double Seconds, long Poses, long Missed, long Unplaced, bool WasConserved, double CpuSeconds)
{
    public bool IsGood => Poses > 0 && WasConserved;

    public double CpuSecondsPerFrame => All.Flow.Published > 0 ? CpuSeconds / All.Flow.Published : double.NaN;
}
