namespace PoseStream.Synthesis.Appearance;

/// <summary>What a body's flesh is like, beyond the lengths of its bones.</summary>
/// <param name="Female">A woman's or girl's forms.</param>
/// <param name="Child">Under about 12 years: a large head, no bust, no beard.</param>
/// <param name="Girth">Factor on the thickness of trunk and limbs, about 0.82 (lean) to 1.4 (stout).</param>
public readonly record struct BodyBuild(bool Female, bool Child, float Girth);
