using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Skull, face and ears. All numbers are shares of the head's unit.</summary>
internal static class HeadBuilder
{
    public static void Add(List<BodyPart> parts, Dice dice, BodyBuild build, Outfit outfit, HeadShape head)
    {
        var skin = outfit.Skin;
        void Ball(Material material, Vector3 center, Vector3 radii) =>
            parts.Add(new BodyPart(BodyRegion.Head, material, BodyJoint.Head, head.At(center.X, center.Y, center.Z)) { Scale = radii * head.Unit_m });
        void Bar(Material material, Vector3 from, Vector3 to, float radiusFrom, float radiusTo) =>
            parts.Add(new BodyPart(BodyRegion.Head, material, BodyJoint.Head, head.At(from.X, from.Y, from.Z))
            {
                ToJoint = BodyJoint.Head, To_m = head.At(to.X, to.Y, to.Z), RadiusFrom_m = radiusFrom * head.Unit_m, RadiusTo_m = radiusTo * head.Unit_m,
            });

        var jaw = build.Female || build.Child ? 0.033f : 0.0365f;
        parts.Add(new BodyPart(BodyRegion.Head, skin, BodyJoint.Head, head.Skull_m) { Scale = head.SkullRadii_m });
        Ball(skin, new(0.026f, 0, -0.035f), new(0.04f, jaw, 0.046f));
        Bar(skin, new(0.063f, 0, -0.006f), new(0.0715f, 0, -0.026f), 0.005f, 0.0078f);

        var white = new Material(Palette.FromSrgb(0.85f, 0.83f, 0.8f)) { Gloss = 0.2f };
        var iris = new Material(Palette.FromSrgb(dice.Uniform(0.05f, 0.2f), dice.Uniform(0.05f, 0.15f), dice.Uniform(0.04f, 0.2f)));
        var socket = new Material(skin.Color * 0.5f);
        var brow = new Material(outfit.Hair.Color * 0.6f);
        var lips = new Material(skin.Color * (build.Female ? new Vector3(0.75f, 0.28f, 0.3f) : new Vector3(0.62f, 0.4f, 0.38f)));
        for (var side = -1; side <= 1; side += 2)
        {
            Ball(socket, new(0.054f, side * 0.018f, -0.0085f), new(0.0088f, 0.0125f, 0.0095f));
            Ball(white, new(0.0563f, side * 0.018f, -0.009f), new(0.008f, 0.0088f, 0.0058f));
            Ball(iris, new(0.0612f, side * 0.0178f, -0.009f), new(0.0042f, 0.0045f, 0.005f));
            Bar(brow, new(0.064f, side * 0.008f, 0.005f), new(0.0545f, side * 0.03f, 0.0055f), 0.0036f, 0.0026f);
            Ball(skin, new(-0.002f, side * 0.0475f, -0.012f), new(0.012f, 0.006f, 0.02f));
        }

        Ball(lips, new(0.0615f, 0, -0.0475f), new(0.0058f, 0.0155f, 0.0052f));
        Ball(new Material(lips.Color * 0.3f), new(0.0635f, 0, -0.0472f), new(0.0042f, 0.013f, 0.0011f));
        if (dice.Chance(0.14f))
        {
            Glasses(dice, Ball, Bar);
        }

        if (build is { Female: false, Child: false } && dice.Chance(0.3f))
        {
            var beard = outfit.Hair with { Color = Vector3.Lerp(outfit.Hair.Color, skin.Color, dice.Uniform(0, 0.45f)) };
            parts.Add(new BodyPart(BodyRegion.Head, beard, BodyJoint.Head, head.At(0.026f, 0, -0.037f))
            {
                Scale = new Vector3(0.0415f, jaw + 0.0025f, dice.Uniform(0.047f, 0.06f)) * head.Unit_m, ClipNormal = Vector3.UnitZ, ClipTo = dice.Uniform(-0.45f, -0.05f),
            });
        }
    }

    private static void Glasses(Dice dice, Action<Material, Vector3, Vector3> ball, Action<Material, Vector3, Vector3, float, float> bar)
    {
        var frame = new Material(Palette.FromSrgb(0.05f, 0.05f, 0.06f)) { Gloss = 0.5f };
        var sun = dice.Chance(0.5f);
        for (var side = -1; side <= 1; side += 2)
        {
            bar(frame, new(0.068f, side * 0.006f, -0.001f), new(0.064f, side * 0.031f, -0.001f), 0.002f, 0.002f);
            bar(frame, new(0.063f, side * 0.032f, -0.002f), new(0, side * 0.049f, -0.003f), 0.002f, 0.002f);
            if (sun)
            {
                ball(frame, new(0.065f, side * 0.0185f, -0.009f), new(0.004f, 0.0135f, 0.011f));
            }
            else
            {
                bar(frame, new(0.068f, side * 0.009f, -0.02f), new(0.064f, side * 0.029f, -0.02f), 0.0015f, 0.0015f);
            }
        }
    }
}
