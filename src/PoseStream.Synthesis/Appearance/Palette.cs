using System.Numerics;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Colours of skin, hair, cloth and things; all results are linear light.</summary>
public static class Palette
{
    // From very light to very dark, sRGB; in between they are blended.
    private static readonly Vector3[] Skins =
    [
        new(0.98f, 0.85f, 0.77f), new(0.93f, 0.76f, 0.65f), new(0.85f, 0.65f, 0.52f), new(0.72f, 0.52f, 0.38f),
        new(0.56f, 0.38f, 0.26f), new(0.40f, 0.26f, 0.18f), new(0.26f, 0.17f, 0.12f),
    ];

    private static readonly Vector3[] Hairs =
    [
        new(0.07f, 0.06f, 0.06f), new(0.12f, 0.09f, 0.07f), new(0.20f, 0.13f, 0.09f), new(0.33f, 0.22f, 0.14f),
        new(0.52f, 0.38f, 0.22f), new(0.76f, 0.62f, 0.40f), new(0.55f, 0.25f, 0.12f), new(0.55f, 0.54f, 0.53f), new(0.82f, 0.81f, 0.80f),
    ];

    /// <param name="red">sRGB, 0..1; so are the others.</param>
    public static Vector3 FromSrgb(float red, float green, float blue) => new(Linear(red), Linear(green), Linear(blue));

    public static Vector3 FromSrgb(Vector3 color) => FromSrgb(color.X, color.Y, color.Z);

    /// <param name="hue">0..1 round the circle.</param>
    public static Vector3 FromHsv(float hue, float saturation, float value)
    {
        float Channel(float offset)
        {
            var k = (offset + (hue * 6)) % 6;
            return value - (value * saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1));
        }

        return FromSrgb(Channel(5), Channel(3), Channel(1));
    }

    public static Vector3 Skin(Dice dice)
    {
        var at = dice.Uniform(0, Skins.Length - 1.001f);
        var tone = Vector3.Lerp(Skins[(int)at], Skins[(int)at + 1], at - (int)at);
        return FromSrgb(Vector3.Clamp(tone * new Vector3(dice.Normal(1, 0.03f), 1, dice.Normal(1, 0.03f)) * dice.Normal(1, 0.03f), Vector3.Zero, Vector3.One));
    }

    /// <param name="skin">Dark skin seldom goes with fair hair.</param>
    public static Vector3 Hair(Dice dice, Vector3 skin)
    {
        if (dice.Chance(0.04f))
        {
            return FromHsv(dice.Unit(), dice.Uniform(0.4f, 0.9f), dice.Uniform(0.3f, 0.8f));
        }

        var fair = skin.Y > 0.3f;
        var index = dice.Chance(fair ? 0.4f : 0.75f) ? dice.Below(3) : dice.Chance(0.25f) ? 7 + dice.Below(2) : fair ? 3 + dice.Below(4) : dice.Below(4);
        return FromSrgb(Hairs[index] * dice.Uniform(0.85f, 1.15f));
    }

    /// <summary>A colour of clothes: often grey, black, white or blue, sometimes bright.</summary>
    public static Vector3 Cloth(Dice dice)
    {
        var kind = dice.Unit();
        return kind switch
        {
            < 0.16f => FromSrgb(Vector3.One * dice.Uniform(0.06f, 0.2f)),
            < 0.30f => FromSrgb(Vector3.One * dice.Uniform(0.75f, 0.97f)),
            < 0.42f => FromSrgb(Vector3.One * dice.Uniform(0.25f, 0.7f) * new Vector3(dice.Normal(1, 0.04f), 1, dice.Normal(1, 0.05f))),
            < 0.58f => FromHsv(dice.Uniform(0.56f, 0.66f), dice.Uniform(0.3f, 0.75f), dice.Uniform(0.2f, 0.65f)),
            < 0.72f => FromHsv(dice.Uniform(0.05f, 0.13f), dice.Uniform(0.2f, 0.55f), dice.Uniform(0.3f, 0.8f)),
            < 0.86f => FromHsv(dice.Unit(), dice.Uniform(0.2f, 0.55f), dice.Uniform(0.4f, 0.95f)),
            _ => FromHsv(dice.Unit(), dice.Uniform(0.65f, 0.98f), dice.Uniform(0.55f, 1f)),
        };
    }

    /// <summary>A colour of walls, furniture and other things: mostly muted.</summary>
    public static Vector3 Thing(Dice dice) => dice.Unit() switch
    {
        < 0.4f => FromSrgb(dice.Uniform(0.15f, 0.92f) * new Vector3(dice.Normal(1, 0.03f), 1, dice.Normal(0.98f, 0.04f))),
        < 0.65f => FromHsv(dice.Uniform(0.04f, 0.13f), dice.Uniform(0.2f, 0.6f), dice.Uniform(0.25f, 0.85f)),
        < 0.88f => FromHsv(dice.Unit(), dice.Uniform(0.08f, 0.35f), dice.Uniform(0.3f, 0.9f)),
        _ => FromHsv(dice.Unit(), dice.Uniform(0.5f, 0.95f), dice.Uniform(0.35f, 0.95f)),
    };

    public static Vector3 Wood(Dice dice) => FromHsv(dice.Uniform(0.06f, 0.1f), dice.Uniform(0.3f, 0.65f), dice.Uniform(0.25f, 0.8f));

    public static Vector3 Leaf(Dice dice) => FromHsv(dice.Uniform(0.19f, 0.36f), dice.Uniform(0.3f, 0.75f), dice.Uniform(0.2f, 0.6f));

    private static float Linear(float srgb) => srgb <= 0 ? 0 : MathF.Pow(srgb, 2.2f);
}
