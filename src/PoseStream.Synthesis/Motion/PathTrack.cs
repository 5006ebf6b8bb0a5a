namespace PoseStream.Synthesis.Motion;

/// <summary>A path walked at a steady speed, from a stand to a stand or passing through.</summary>
/// <param name="stops">Whether the body starts and ends standing (it speeds up and slows down within about a second) instead of passing both ends at full speed.</param>
public sealed class PathTrack(FloorPath path, float speed_mps, bool stops = false) : IFloorTrack
{
    private readonly double _ramp_s = stops ? Math.Min(1.2, path.Length_m / speed_mps) : 0;

    public double Duration_s => (path.Length_m / speed_mps) + _ramp_s;

    public FloorPlacement At(double t_s) => path.At(speed_mps * Walked(t_s));

    // Seconds' worth of full speed: the speed rises along a smooth step, so half a ramp is lost at each end.
    private double Walked(double t_s)
    {
        if (_ramp_s == 0)
        {
            return t_s;
        }

        return Risen(t_s) - Risen(t_s - Duration_s + _ramp_s);
    }

    private double Risen(double t_s)
    {
        var u = Math.Clamp(t_s / _ramp_s, 0, 1);
        // The integral of 3u² − 2u³ from 0 to u.
        return (_ramp_s * u * u * u * (1 - (u / 2))) + Math.Max(0, t_s - _ramp_s);
    }
}
