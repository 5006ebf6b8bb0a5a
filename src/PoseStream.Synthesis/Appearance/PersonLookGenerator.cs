using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Makes people: men, women and children of any build and skin, dressed and groomed at random. The same seed makes the same person.</summary>
public static class PersonLookGenerator
{
    // Drillis and Contini's lengths are shares of stature; Europe's means and spreads for adults.
    private const float MeanMan_m = 1.77f;
    private const float MeanWoman_m = 1.64f;
    private const float Spread_m = 0.07f;

    /// <param name="children">Share of children.</param>
    public static PersonLook Make(Dice dice, float children = 0.1f)
    {
        var female = dice.Chance(0.5f);
        var child = dice.Chance(children);
        var stature = child ? dice.Uniform(0.95f, 1.5f) : dice.Normal(female ? MeanWoman_m : MeanMan_m, Spread_m);
        var girth = Math.Clamp(MathF.Exp(dice.Normal(child ? 0 : 0.02f, 0.12f)), 0.82f, 1.4f);
        var build = new BodyBuild(female, child, girth);
        var proportions = new BodyProportions(
            stature,
            Math.Clamp(dice.Normal(child ? 0.97f : 1, 0.02f), 0.94f, 1.06f),
            Math.Clamp(dice.Normal(1, 0.025f), 0.93f, 1.07f),
            Math.Clamp(dice.Normal(child ? 0.9f : female ? 0.92f : 1.02f, 0.035f), 0.82f, 1.15f),
            Math.Clamp(dice.Normal(female ? 1.03f : 0.97f, 0.04f), 0.85f, 1.15f));
        var head = new HeadShape(stature, child ? 1 + (0.28f * (1.6f - stature) / 0.65f) : Math.Clamp(dice.Normal(1, 0.03f), 0.93f, 1.08f));
        return Assemble(dice, proportions, build, head);
    }

    private static PersonLook Assemble(Dice dice, BodyProportions proportions, BodyBuild build, HeadShape head)
    {
        var outfit = OutfitGenerator.Make(dice, build);
        var parts = new PartList(proportions.Stature_m);
        TrunkBuilder.Add(parts, build, outfit, proportions.Stature_m);
        LegBuilder.Add(parts, build, outfit);
        ArmBuilder.Add(parts, build, outfit);
        HeadBuilder.Add(parts.Parts, dice, build, outfit, head);
        HairBuilder.Add(parts.Parts, dice, build, outfit, head);
        AccessoryBuilder.Add(parts, dice, outfit);
        return new PersonLook(proportions, build, head, parts.Parts);
    }
}
