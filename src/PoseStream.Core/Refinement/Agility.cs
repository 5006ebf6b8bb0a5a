using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>
/// How lively one point is: a factor on the noise of its motion, learnt from how well it is foretold. Hands and feet need much of it, and for moments only;
/// a trunk, or a person who stands, needs little, and is steadier for it. Surprises alone do not tell noise that a network keeps to itself from movement; but
/// a filter that is too slow errs to the same side frame after frame, and one that follows noise to either side in turn (Mehra 1970). Across the line of sight and along it apart:
/// what is seen to move aside stands as still in depth as before, where measurements are worst. The default is 1.
/// </summary>
internal struct Agility
{
    // A few frames' surprises make a movement, one is noise. Of the logarithm.
    private const float RateOfSurprise = 0.075f;
    private const float RateOfAgreement = 0.3f;

    // Standard deviations; farther off is an outlier and tells no more.
    private const float MostSurprise = 2.2f;

    // Still as someone who stands and might walk off, quick as a blow: factors 1/20 and 400, as logarithms.
    private const float Least = -3;
    private const float Most = 6;

    // Logarithms.
    private float _aside;
    private float _along;

    private Vector3 _before;

    /// <param name="axis">Of camera space.</param>
    public readonly float Factor(int axis) => MathF.Exp(axis == 2 ? _along : _aside);

    /// <param name="surprise">How far each coordinate was from what was foretold, in standard deviations of that: 1 or -1 is as expected, on average. NaN where nothing was measured.</param>
    public void Learn(Vector3 surprise)
    {
        if (!float.IsFinite(surprise.X))
        {
            _before = Vector3.Zero;
            return;
        }

        surprise = Vector3.Clamp(surprise, new Vector3(-MostSurprise), new Vector3(MostSurprise));
        var (squares, agreement) = (surprise * surprise, surprise * _before);
        _aside = Learnt(_aside, (squares.X + squares.Y) / 2, (agreement.X + agreement.Y) / 2);
        _along = Learnt(_along, squares.Z, agreement.Z);
        _before = surprise;
    }

    private static float Learnt(float log, float square, float agreement) =>
        Math.Clamp(log + (RateOfSurprise * (square - 1)) + (RateOfAgreement * agreement), Least, Most);
}
