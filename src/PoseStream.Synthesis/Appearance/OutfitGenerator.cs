using System.Numerics;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Dresses people for street, sport, work and winter.</summary>
internal static class OutfitGenerator
{
    public static Outfit Make(Dice dice, BodyBuild build)
    {
        var skinColor = Palette.Skin(dice);
        var skin = new Material(skinColor) { Grain = 0.06f, GrainSize_m = 0.15f, Gloss = dice.Uniform(0, 0.12f) };
        var hairColor = Palette.Hair(dice, skinColor);
        var hair = new Material(hairColor)
        {
            Second = hairColor * 0.45f, Pattern = PatternKind.Blotches, Period_m = 0.03f, Grain = 0.35f, GrainSize_m = 0.06f, Folds = 0.35f, Gloss = 0.05f, Seed = dice.Below(99),
        };
        var top = Cloth(dice, patterned: 0.4f, folds: 0.5f) with
        {
            Decal = dice.Chance(0.5f) ? dice.Pick(DecalKind.Zip, DecalKind.Buttons, DecalKind.OpenFront, DecalKind.Emblem, DecalKind.Number, DecalKind.Number, DecalKind.Tie) : DecalKind.None,
            DecalColor = Palette.Cloth(dice),
        };
        var bottom = Cloth(dice, patterned: 0.15f, folds: 0.55f);
        var shoes = new Material(Palette.Cloth(dice)) { Gloss = dice.Uniform(0, 0.2f), Grain = 0.2f, GrainSize_m = 0.1f };
        var outfit = new Outfit
        {
            Skin = skin,
            Hair = hair,
            Top = top,
            Sleeves = dice.Chance(0.85f) ? top with { Decal = DecalKind.None } : Cloth(dice, 0.2f, 0.45f),
            SleeveLength = dice.Unit() switch { < 0.1f => 0, < 0.45f => dice.Uniform(0.35f, 0.8f), < 0.55f => dice.Uniform(1.1f, 1.7f), _ => 2 },
            TopLooseness = dice.Uniform(1.02f, 1.22f),
            Hem = dice.Chance(0.7f) ? dice.Uniform(0.03f, 0.09f) : 0,
            Bottom = bottom,
            LegLength = dice.Unit() switch { < 0.22f => dice.Uniform(0.35f, 1.05f), < 0.28f => dice.Uniform(1.2f, 1.7f), _ => 2 },
            BottomLooseness = dice.Unit() switch { < 0.4f => dice.Uniform(1, 1.08f), < 0.85f => dice.Uniform(1.08f, 1.25f), _ => dice.Uniform(1.25f, 1.5f) },
            Shoes = shoes,
            Soles = new Material(dice.Chance(0.6f) ? Palette.FromSrgb(0.85f, 0.85f, 0.83f) : Palette.FromSrgb(0.08f, 0.08f, 0.08f)),
            Socks = dice.Chance(0.6f) ? new Material(dice.Chance(0.5f) ? Palette.FromSrgb(0.9f, 0.9f, 0.9f) : Palette.Cloth(dice)) : null,
            Gloves = dice.Chance(0.06f) ? Cloth(dice, 0, 0.1f) : null,
            Belt = dice.Chance(0.35f) ? new Material(Palette.FromSrgb(dice.Uniform(0.05f, 0.35f) * new Vector3(1, 0.75f, 0.55f))) : null,
            Collar = dice.Chance(0.35f) ? (dice.Chance(0.6f) ? top with { Decal = DecalKind.None } : Cloth(dice, 0, 0.3f)) : null,
        };
        return Long(dice, build, outfit);
    }

    public static Material Cloth(Dice dice, float patterned, float folds)
    {
        var color = Palette.Cloth(dice);
        var with = dice.Chance(patterned)
            ? dice.Pick(PatternKind.Stripes, PatternKind.Stripes, PatternKind.Checks, PatternKind.Dots, PatternKind.Blotches, PatternKind.Writing)
            : PatternKind.Plain;
        return new Material(color)
        {
            Second = dice.Chance(0.6f) ? Palette.Cloth(dice) : color * dice.Uniform(0.4f, 1.5f),
            Pattern = with,
            Period_m = with == PatternKind.Writing ? dice.Uniform(0.06f, 0.16f) : dice.LogUniform(0.015f, 0.12f),
            Angle_rad = with == PatternKind.Stripes && dice.Chance(0.4f) ? MathF.PI / 2 : 0,
            Grain = dice.Uniform(0.05f, 0.25f),
            GrainSize_m = dice.Uniform(0.15f, 0.5f),
            Folds = folds * dice.Uniform(0.5f, 1.3f),
            Gloss = dice.Chance(0.15f) ? dice.Uniform(0.05f, 0.2f) : 0,
            Seed = dice.Below(99),
        };
    }

    private static Outfit Long(Dice dice, BodyBuild build, Outfit outfit)
    {
        var kind = dice.Unit();
        if (build.Female && kind < 0.22f)
        {
            return outfit with
            {
                Skirt = dice.Chance(0.5f) ? outfit.Top with { Decal = DecalKind.None } : Cloth(dice, 0.35f, 0.5f),
                SkirtLength = dice.Uniform(0.4f, 1.9f),
                SkirtWidth = dice.Uniform(0.065f, 0.12f),
                LegLength = dice.Chance(0.4f) ? 2 : 0.3f,
                BottomLooseness = 1.02f,
                Hem = 0,
            };
        }

        if (kind > 0.88f)
        {
            return outfit with
            {
                Skirt = outfit.Top with { Decal = DecalKind.None },
                SkirtLength = dice.Uniform(0.35f, 1.3f),
                SkirtWidth = dice.Uniform(0.06f, 0.085f),
                SleeveLength = 2,
                TopLooseness = dice.Uniform(1.15f, 1.35f),
                LegLength = 2,
            };
        }

        // Tights, track suits and uniforms: one material above and below.
        return kind > 0.8f ? outfit with { Bottom = outfit.Top with { Decal = DecalKind.None } } : outfit;
    }
}
