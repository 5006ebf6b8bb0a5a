namespace PoseStream.Core.Kinematics;

/// <summary>A running mean that outliers hardly move: what is farther away than three spreads counts as if it were that near (Huber 1964).</summary>
public struct RobustMean
{
    // The first ones count in full: there is no spread yet by which to judge them.
    private const int Believed = 10;
    private const float FarAfter = 3;

    // A mean deviation times this is the standard deviation of a normal distribution.
    private const float DeviationToSigma = 1.2533f;

    private float _deviation;

    public int Count { get; private set; }

    public float Mean { get; private set; }

    /// <summary>Standard deviation of single values.</summary>
    public readonly float Spread => DeviationToSigma * _deviation;

    /// <param name="longest">Older values fade beyond so many.</param>
    public void Add(float value, int longest)
    {
        Count++;
        var away = value - Mean;
        if (Count > Believed)
        {
            away = Math.Clamp(away, -FarAfter * Spread, FarAfter * Spread);
        }

        var share = 1f / Math.Min(Count, longest);
        Mean += share * away;
        if (Count > 1)
        {
            _deviation += (Math.Abs(away) - _deviation) / Math.Min(Count - 1, longest);
        }
    }
}
