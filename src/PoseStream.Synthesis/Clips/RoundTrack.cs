using System.Numerics;
using PoseStream.Synthesis.Motion;

namespace PoseStream.Synthesis.Clips;

/// <summary>A closed way walked round and round, each lap in the same time, so that a clip of whole laps has no cut. A rest lets the walker stand for a while where the lap begins.</summary>
internal sealed class RoundTrack : IFloorTrack
{
    // A walker takes about a second to reach full speed.
    private const double Ramp_s = 1.1;

    private readonly FloorPath _path;
    private readonly float _length_m;
    private readonly float _turn_rad;
    private readonly double _lap_s;
    private readonly double _rest_s;
    private readonly float _ramp;

    /// <param name="corners_m">World x and y. The lap begins in the middle between the last and the first.</param>
    /// <param name="rest_s">Of each lap spent standing; 0 for none.</param>
    public RoundTrack(IReadOnlyList<Vector2> corners_m, double lap_s, double rest_s = 0, float rounding_m = 0.7f)
    {
        // On a straight stretch, which the rounding of corners leaves as it is.
        var start = (corners_m[^1] + corners_m[0]) / 2;
        _path = new FloorPath([start, .. corners_m, start], rounding_m);
        var (first, last) = (_path.At(0), _path.At(_path.Length_m));
        // The path is sampled in steps, and what is left of the last one closes the round.
        _length_m = _path.Length_m + Vector2.Distance(first.Position_m, last.Position_m);
        _turn_rad = last.Heading_rad - first.Heading_rad;
        (_lap_s, _rest_s) = (lap_s, rest_s);
        _ramp = rest_s > 0 ? (float)(Ramp_s / (lap_s - rest_s)) : 0;
    }

    public double Duration_s => double.PositiveInfinity;

    /// <summary>Metres a second at full speed.</summary>
    public float Speed_mps => _length_m / (float)((_lap_s - _rest_s) * (1 - _ramp));

    public FloorPlacement At(double t_s)
    {
        var lap = Math.Floor(t_s / _lap_s);
        var share = (float)((t_s - (lap * _lap_s) - (_rest_s / 2)) / (_lap_s - _rest_s));
        var walked = _ramp > 0 ? Curves.Cruise(share, _ramp, _ramp) : share;
        var here = _path.At(walked * _length_m);
        return here with { Heading_rad = here.Heading_rad + (float)(lap * _turn_rad) };
    }
}
