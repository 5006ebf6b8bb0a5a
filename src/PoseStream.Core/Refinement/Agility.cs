using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// How lively one point is: a factor on the noise of its motion, learnt from how well it is foretold. Hands and feet need much of it, and for moments only;
/// a trunk, or a person who stands, needs little, and is steadier for it. Across the line of sight and along it apart: what is seen to move aside stands as still in depth as before, where measurements are worst. The default is 1.
/// </summary>
internal struct Agility
{
    // A few frames' surprises make a movement, one is noise.
    private const float Rate = 0.2f;
    private const float MostSurprise = 5;

    // Still as someone asleep, quick as a blow: factors 1/660 and 30, as logarithms.
    private const float Least = -6.5f;
    private const float Most = 3.4f;

    // Logarithms.
    private float _aside;
    private float _along;

    /// <param name="axis">Of camera space.</param>
    public readonly float Factor(int axis) => MathF.Exp(axis == 2 ? _along : _aside);

    /// <param name="surprise">Squares of innovations over their variances, for each coordinate: 1 is as expected.</param>
    public void Learn(in Vector3 surprise)
    {
        _aside = Learnt(_aside, (surprise.X + surprise.Y) / 2);
        _along = Learnt(_along, surprise.Z);
    }

    private static float Learnt(float log, float surprise) => Math.Clamp(log + (Rate * (Math.Min(surprise, MostSurprise) - 1)), Least, Most);
}
