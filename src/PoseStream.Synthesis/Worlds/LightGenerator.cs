using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Sun, overcast days, dusk, lamps. Bright enough to read: a white surface in the light comes near to 1.</summary>
internal static class LightGenerator
{
    public static (Light Light, Sky Sky) Outdoors(Dice dice)
    {
        var overcast = dice.Chance(0.4f);
        var warm = dice.Uniform(0, 0.25f);
        var sun = overcast ? dice.Uniform(0.05f, 0.25f) : dice.Uniform(0.55f, 1.1f);
        var soft = overcast ? dice.Uniform(0.6f, 1) : dice.Uniform(0.3f, 0.6f);
        var light = new Light(
            Direction(dice, 0.35f, 1.35f),
            sun * new Vector3(1, 1 - (0.35f * warm), 1 - warm),
            soft * new Vector3(0.92f, 0.97f, 1.05f),
            soft * dice.Uniform(0.25f, 0.6f) * new Vector3(1, 0.97f, 0.92f));
        var horizon = overcast ? Vector3.One * dice.Uniform(0.45f, 0.95f) : Palette.FromHsv(dice.Uniform(0.5f, 0.65f), dice.Uniform(0.05f, 0.3f), dice.Uniform(0.8f, 1));
        var zenith = overcast ? horizon * 0.9f : Palette.FromHsv(dice.Uniform(0.56f, 0.62f), dice.Uniform(0.3f, 0.65f), dice.Uniform(0.6f, 0.95f));
        return (light, new Sky(horizon, zenith, Vector3.One * dice.Uniform(0.7f, 1), dice.Uniform(0, 0.9f)));
    }

    public static (Light Light, Sky Sky) Indoors(Dice dice)
    {
        var warm = dice.Uniform(-0.1f, 0.3f);
        var tint = new Vector3(1, 1 - (0.4f * warm), 1 - warm);
        var soft = dice.Uniform(0.45f, 0.95f);
        var light = new Light(
            Direction(dice, 0.7f, 1.5f),
            dice.Uniform(0.15f, 0.6f) * tint,
            soft * tint,
            soft * dice.Uniform(0.35f, 0.75f) * tint);
        return (light, new Sky(tint * 0.6f, tint * 0.6f, Vector3.One, 0));
    }

    private static Vector3 Direction(Dice dice, float lowest_rad, float highest_rad)
    {
        var (up, flat) = MathF.SinCos(dice.Uniform(lowest_rad, highest_rad));
        var (y, x) = MathF.SinCos(dice.Uniform(0, MathF.Tau));
        return new Vector3(flat * x, flat * y, up);
    }
}
