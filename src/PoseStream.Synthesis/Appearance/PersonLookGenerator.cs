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
            Math.Clamp(dice.Normal(child ? ChildsLegs(stature) : 1, 0.02f), 0.88f, 1.06f),
            Math.Clamp(dice.Normal(1, 0.025f), 0.93f, 1.07f),
            Math.Clamp(dice.Normal(child ? 0.9f : female ? 0.92f : 1.02f, 0.035f), 0.82f, 1.15f),
            Math.Clamp(dice.Normal(female ? 1.03f : 0.97f, 0.04f), 0.85f, 1.15f),
            (child ? ChildsHead(stature) : AdultsHead(stature / (female ? MeanWoman_m : MeanMan_m))) * Math.Clamp(dice.Normal(1, 0.03f), 0.93f, 1.07f));
        return Assemble(dice, proportions, build, new HeadShape(proportions));
    }

    // By sitting heights (Fredriks et al. 2005): at four years the legs' share of the stature is a twelfth below that of adults, which it reaches at about twelve.
    private static float ChildsLegs(float stature_m) => 1 - (0.17f * (1.5f - stature_m));

    // By heads' heights and circumferences (Snyder et al. 1977): at four years a head is six sevenths of an adult's, at eight nearly all of it.
    private static float ChildsHead(float stature_m) => 1 + (0.65f * (1.68f - stature_m));

    // Heads differ less than statures and have little to do with them: the tall have a small head for their stature.
    private static float AdultsHead(float statureOverMean) => MathF.Pow(statureOverMean, -0.6f);

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
