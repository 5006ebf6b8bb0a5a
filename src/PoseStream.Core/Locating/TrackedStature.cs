using PoseStream.Core.Kinematics;

namespace PoseStream.Core.Locating;

/// <summary>
/// How tall one person comes out, over the track. Networks that infer distance from the look of a body are wrong in a frame about a body as they are about its distance, so that
/// a frame in which somebody comes out taller than they are puts them too far away. One a track; allocates nothing after its making.
/// </summary>
public sealed class TrackedStature
{
    // Fewer tell nothing of which frame is wrong.
    private const int LeastSeen = 15;

    // The first sights of somebody are the worst, also of those who are not cut off any more.
    private const int LeastSettled = 10;

    // Some seconds: the first sights of somebody who comes in may all be wrong, and must be forgotten.
    private const int Longest = 150;

    // The other half of what heights differ by is joints that are wrong, not distances: measured on synthetic people with the built-in networks,
    // where log heights and log distances of a track have a correlation of 0.57 and a slope of 0.5.
    private const float ShareOfDistance = 0.5f;

    // As a logarithm, twice what heights of a track usually differ by. Twice this far from the median is no noise: then the median is what is wrong, or the frame is.
    private const float Usual = 0.1f;

    private readonly RunningMedian _logMeasured = new(Longest);
    private readonly RunningMedian _settled_m = new(Longest);

    /// <summary>How tall the person is, by what was learnt; null before ten were learnt.</summary>
    public float? Height_m => _settled_m.Count >= LeastSettled ? _settled_m.Median : null;

    /// <summary>Takes a height as the place that was settled on makes it; null where it is not seen.</summary>
    public void Learn(float? height_m)
    {
        if (height_m is > 0 and < float.PositiveInfinity and var height)
        {
            _settled_m.Add(height);
        }
    }

    /// <summary>By what to multiply a frame's distance; learns from it.</summary>
    /// <param name="height_m">As this frame's distance makes it (<see cref="BodyHeight"/>); null where it is not seen.</param>
    public float Correction(float? height_m)
    {
        if (height_m is not (> 0 and < float.PositiveInfinity and var height))
        {
            return 1;
        }

        var logHeight = MathF.Log(height);
        var taller = _logMeasured.Count < LeastSeen ? 0 : logHeight - _logMeasured.Median;
        _logMeasured.Add(logHeight);
        var belief = Math.Clamp(2 - (Math.Abs(taller) / Usual), 0, 1);
        return MathF.Exp(-ShareOfDistance * belief * taller);
    }
}
