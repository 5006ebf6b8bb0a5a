using System.Numerics;

namespace PoseStream.Synthesis.Motion;

/// <summary>A way over the floor through waypoints, its corners rounded, by the length walked.</summary>
public sealed class FloorPath
{
    private const float Step_m = 0.05f;
    private readonly Vector2[] _points;
    private readonly float[] _headings;

    /// <param name="waypoints_m">World x and y; two or more, no two in a row the same.</param>
    /// <param name="rounding_m">How far before and after a corner the way leaves the straight lines.</param>
    /// <exception cref="ArgumentException">Fewer than two waypoints, or two in a row closer than a centimetre.</exception>
    public FloorPath(IReadOnlyList<Vector2> waypoints_m, float rounding_m = 0.6f)
    {
        if (waypoints_m.Count < 2)
        {
            throw new ArgumentException("a path needs two waypoints or more", nameof(waypoints_m));
        }

        var reach = Math.Max(1, (int)(rounding_m / (2 * Step_m)));
        var points = Resample(waypoints_m, 2 * reach);
        // Two moving averages make the curvature continuous; the straight ends added by Resample keep the first and last waypoint.
        points = Average(Average(points, reach), reach);
        _points = points;
        _headings = HeadingsOf(points);
        Length_m = (points.Length - 1) * Step_m;
    }

    /// <summary>From the first waypoint to the last, corners cut.</summary>
    public float Length_m { get; }

    /// <summary>Before the start and behind the end the way goes on straight.</summary>
    public FloorPlacement At(double walked_m)
    {
        var inside = Math.Clamp(walked_m, 0, Length_m);
        var at = inside / Step_m;
        var i = Math.Min((int)at, _points.Length - 2);
        var f = (float)(at - i);
        var (a, b, c, d) = (Math.Max(i - 1, 0), i, i + 1, Math.Min(i + 2, _points.Length - 1));
        var position = CatmullRom(Before(a, i), _points[b], _points[c], Behind(d, i), f);
        var heading = Curves.CatmullRom(_headings[a], _headings[b], _headings[c], _headings[d], f);
        var (sin, cos) = MathF.SinCos(heading);
        return new(position + ((float)(walked_m - inside) * new Vector2(cos, sin)), heading);
    }

    private Vector2 Before(int a, int i) => a < i ? _points[a] : (2 * _points[i]) - _points[i + 1];

    private Vector2 Behind(int d, int i) => d > i + 1 ? _points[d] : (2 * _points[i + 1]) - _points[i];

    private static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float f) =>
        new(Curves.CatmullRom(a.X, b.X, c.X, d.X, f), Curves.CatmullRom(a.Y, b.Y, c.Y, d.Y, f));

    private static Vector2[] Resample(IReadOnlyList<Vector2> waypoints, int extra)
    {
        var points = new List<Vector2>();
        var first = Direction(waypoints, 0);
        for (var k = extra; k > 0; k--)
        {
            points.Add(waypoints[0] - (k * Step_m * first));
        }

        var left = 0f;
        for (var i = 0; i + 1 < waypoints.Count; i++)
        {
            var direction = Direction(waypoints, i);
            var length = Vector2.Distance(waypoints[i], waypoints[i + 1]);
            for (; left <= length; left += Step_m)
            {
                points.Add(waypoints[i] + (left * direction));
            }

            left -= length;
        }

        var last = points[^1];
        for (var k = 1; k <= extra; k++)
        {
            points.Add(last + (k * Step_m * Direction(waypoints, waypoints.Count - 2)));
        }

        return [.. points];
    }

    private static Vector2 Direction(IReadOnlyList<Vector2> waypoints, int i)
    {
        var step = waypoints[i + 1] - waypoints[i];
        return step.Length() >= 0.01f
            ? Vector2.Normalize(step)
            : throw new ArgumentException($"waypoints {i + 1} and {i + 2} of a path are the same spot", nameof(waypoints));
    }

    private static Vector2[] Average(Vector2[] points, int reach)
    {
        var result = new Vector2[points.Length - (2 * reach)];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = Vector2.Zero;
            for (var k = 0; k <= 2 * reach; k++)
            {
                sum += points[i + k];
            }

            result[i] = sum / ((2 * reach) + 1);
        }

        return result;
    }

    private static float[] HeadingsOf(Vector2[] points)
    {
        var headings = new float[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var step = points[Math.Min(i + 1, points.Length - 1)] - points[Math.Max(i - 1, 0)];
            var heading = MathF.Atan2(step.Y, step.X);
            var before = i == 0 ? heading : headings[i - 1];
            headings[i] = before + MathF.IEEERemainder(heading - before, MathF.Tau);
        }

        return headings;
    }
}
