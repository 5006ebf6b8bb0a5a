namespace PoseStream.Core.Families;

/// <summary>Between logits and probabilities. Comparing a logit with <see cref="Inverse"/> of a threshold spares the exponential of every cell that fails.</summary>
internal static class Logistic
{
    // Beyond this the result is 0 or 1 to the last bit of a float, and the exponential of the negative would overflow.
    private const float Limit = 80;

    /// <returns>NaN for NaN.</returns>
    public static float Of(float logit) => 1 / (1 + MathF.Exp(-Math.Clamp(logit, -Limit, Limit)));

    /// <returns>-∞ for 0, ∞ for 1: everything passes, nothing does.</returns>
    public static float Inverse(float probability) => MathF.Log(probability / (1 - probability));
}
