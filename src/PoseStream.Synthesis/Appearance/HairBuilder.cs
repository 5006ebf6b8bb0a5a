using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Hair that leaves the face free, and what is worn over it. All numbers are shares of the head's unit.</summary>
internal static class HairBuilder
{
    public static void Add(List<BodyPart> parts, Dice dice, BodyBuild build, Outfit outfit, HeadShape head)
    {
        var cut = build.Female
            ? dice.Pick(HairCut.Short, HairCut.Full, HairCut.Bob, HairCut.Bob, HairCut.Long, HairCut.Long, HairCut.Ponytail, HairCut.Ponytail, HairCut.Bun, HairCut.Afro)
            : dice.Pick(HairCut.Bald, HairCut.Shaved, HairCut.Short, HairCut.Short, HairCut.Short, HairCut.Full, HairCut.Full, HairCut.Bob, HairCut.Afro);
        if (build.Child && cut == HairCut.Bald)
        {
            cut = HairCut.Short;
        }

        Cap(parts, dice, outfit.Hair, head, cut);
        Hanging(parts, dice, outfit.Hair, head, cut);
        if (dice.Chance(0.16f))
        {
            Hat(parts, dice, head);
        }
    }

    /// <summary>A shell round the skull, cut off by a slanted plane at the forehead.</summary>
    private static BodyPart Shell(Material material, HeadShape head, Vector3 grow, Vector3 shift, float line, float slant) =>
        new(BodyRegion.Hair, material, BodyJoint.Head, head.Skull_m + (shift * head.Unit_m))
        {
            Scale = head.SkullRadii_m * grow, ClipNormal = Vector3.Normalize(new Vector3(1, 0, -slant)), ClipTo = line,
        };

    private static void Cap(List<BodyPart> parts, Dice dice, Material hair, HeadShape head, HairCut cut)
    {
        var line = dice.Uniform(0.24f, 0.42f);
        switch (cut)
        {
            case HairCut.Bald:
                return;
            case HairCut.Shaved:
                parts.Add(Shell(hair, head, Vector3.One * 1.02f, Vector3.Zero, line, 0.6f));
                return;
            case HairCut.Afro:
                parts.Add(Shell(hair, head, new Vector3(1.2f, 1.4f, 1.3f) * dice.Uniform(0.9f, 1.3f), new(-0.012f, 0, 0.012f), 0.1f, 0.7f));
                return;
            default:
                var volume = dice.Uniform(1.05f, cut == HairCut.Short ? 1.1f : 1.2f);
                parts.Add(Shell(hair, head, new(volume, volume + 0.02f, volume), new(-0.003f, 0, 0.002f), line, 0.6f));
                if (cut == HairCut.Full)
                {
                    parts.Add(Shell(hair, head, new(1.02f, 0.95f, 0.75f), new(0.004f, 0, 0.026f), 0.55f, 0.9f));
                }

                return;
        }
    }

    private static void Hanging(List<BodyPart> parts, Dice dice, Material hair, HeadShape head, HairCut cut)
    {
        void Lock(BodyJoint toJoint, Vector3 from, Vector3 to_m, float radiusFrom, float radiusTo, Vector2 section) =>
            parts.Add(new BodyPart(BodyRegion.Hair, hair, BodyJoint.Head, head.At(from.X, from.Y, from.Z))
            {
                ToJoint = toJoint, To_m = to_m, RadiusFrom_m = radiusFrom * head.Unit_m, RadiusTo_m = radiusTo * head.Unit_m, Scale = new Vector3(section, 1),
            });

        switch (cut)
        {
            case HairCut.Bob:
                parts.Add(new BodyPart(BodyRegion.Hair, hair, BodyJoint.Head, head.At(-0.01f, 0, -0.03f))
                {
                    Scale = new Vector3(0.06f, 0.058f, 0.06f) * head.Unit_m, ClipNormal = Vector3.Normalize(new(1, 0, 0.1f)), ClipTo = 0.35f,
                });
                break;
            case HairCut.Long:
                var length = dice.Uniform(0.02f, 0.12f);
                Lock(BodyJoint.Neck, new(-0.022f, 0, 0), new Vector3(-0.045f, 0, 0.02f - length) * head.Unit_m, 0.05f, 0.045f, new(0.62f, 1.12f));
                for (var side = -1; side <= 1; side += 2)
                {
                    Lock(BodyJoint.Neck, new(-0.002f, side * 0.042f, 0), new Vector3(0.006f, side * 0.05f, 0.03f - (length * 0.7f)) * head.Unit_m, 0.02f, 0.016f, Vector2.One);
                }

                break;
            case HairCut.Ponytail:
                Lock(BodyJoint.Head, new(-0.055f, 0, 0.02f), head.At(-0.078f, dice.Uniform(-0.02f, 0.02f), dice.Uniform(-0.14f, -0.06f)), 0.017f, 0.01f, Vector2.One);
                break;
            case HairCut.Bun:
                parts.Add(new BodyPart(BodyRegion.Hair, hair, BodyJoint.Head, head.At(-0.045f, 0, dice.Uniform(0.01f, 0.05f))) { Scale = Vector3.One * 0.026f * head.Unit_m });
                break;
        }
    }

    private static void Hat(List<BodyPart> parts, Dice dice, HeadShape head)
    {
        var cloth = OutfitGenerator.Cloth(dice, 0.25f, 0.2f);
        var kind = dice.Below(4);
        var high = kind == 1 ? dice.Uniform(1.15f, 1.35f) : kind == 2 ? 1.32f : 1.16f;
        // A cap sits level, a helmet comes down over the neck.
        var slant = kind == 2 ? 0.55f : 1.6f;
        parts.Add(Shell(cloth with { Gloss = kind == 2 ? 0.4f : 0 }, head, new(kind == 2 ? 1.28f : 1.14f, kind == 2 ? 1.3f : 1.17f, high), new(-0.002f, 0, 0.004f), kind == 2 ? 0.35f : 0.05f, slant));
        if (kind == 0)
        {
            parts.Add(new BodyPart(BodyRegion.Accessory, cloth, BodyJoint.Head, head.At(0.06f, 0, 0.024f))
            {
                Scale = new Vector3(0.052f, 0.042f, 0.006f) * head.Unit_m, Turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.15f),
            });
        }
        else if (kind == 3)
        {
            parts.Add(new BodyPart(BodyRegion.Accessory, cloth, BodyJoint.Head, head.At(0.006f, 0, 0.026f)) { Scale = new Vector3(0.105f, 0.095f, 0.006f) * head.Unit_m });
        }
    }
}
