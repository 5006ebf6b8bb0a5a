using System.Numerics;

namespace PoseStream.Synthesis.Motion;

/// <summary>On one spot, turning left and right by turns with rests between.</summary>
public sealed class TurningTrack : IFloorTrack
{
    private const float Rate_radps = 1.6f;
    private readonly List<(double Start_s, double End_s, float From, float To)> _turns = [];
    private readonly double _cycle_s;
    private readonly float _whole_rad;

    public TurningTrack(Random random)
    {
        var t = 0.0;
        var heading = 0f;
        for (var i = 0; i < 6; i++)
        {
            t += 0.4 + (1.6 * random.NextDouble());
            var by = (0.6f + (2.4f * random.NextSingle())) * (random.Next(2) == 0 ? 1 : -1);
            var end = t + 0.8 + (MathF.Abs(by) / Rate_radps);
            _turns.Add((t, end, heading, heading + by));
            heading += by;
            t = end;
        }

        _cycle_s = t;
        _whole_rad = heading;
    }

    public double Duration_s => double.PositiveInfinity;

    public FloorPlacement At(double t_s)
    {
        var cycle = Math.Floor(t_s / _cycle_s);
        var t = t_s - (cycle * _cycle_s);
        var heading = 0f;
        foreach (var turn in _turns)
        {
            if (t < turn.Start_s)
            {
                break;
            }

            var u = (float)((t - turn.Start_s) / (turn.End_s - turn.Start_s));
            heading = turn.From + ((turn.To - turn.From) * Curves.MinimumJerk(u));
        }

        return new(Vector2.Zero, heading + (float)(cycle * _whole_rad));
    }
}
