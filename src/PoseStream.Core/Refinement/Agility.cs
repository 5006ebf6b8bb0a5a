namespace PoseStream.Core.Refinement;

/// <summary>
/// How lively one point is: a factor on the noise of its motion, learnt from how well it is foretold. Hands and feet need much of it, and for moments only;
/// a trunk, or a person who stands, needs little, and is steadier for it. The default is 1.
/// </summary>
internal struct Agility
{
    // A few frames' surprises make a movement, one is noise.
    private const float Rate = 0.2f;
    private const float MostSurprise = 5;

    // Still as someone asleep, quick as a blow: factors 1/660 and 30, as logarithms.
    private const float Least = -6.5f;
    private const float Most = 3.4f;

    private float _log;

    public readonly float Factor => MathF.Exp(_log);

    /// <param name="surprise">Squares of innovations over their variances, as a mean of the coordinates: 1 is as expected.</param>
    public void Learn(float surprise) => _log = Math.Clamp(_log + (Rate * (Math.Min(surprise, MostSurprise) - 1)), Least, Most);
}
