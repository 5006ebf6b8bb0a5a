using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Pelvis, belly, chest, shoulders and neck, dressed. All numbers are shares of the stature.</summary>
internal static class TrunkBuilder
{
    // Heights of joints below the chest joint, so that patterns run on over the waist.
    private const float SpineBelowChest = 0.095f;
    private const float PelvisBelowChest = 0.158f;

    public static void Add(PartList parts, BodyBuild build, Outfit outfit, float stature_m)
    {
        var girth = build.Girth;
        var loose = outfit.TopLooseness;
        var bust = build is { Female: true, Child: false };
        var waist = (bust ? 0.07f : 0.076f) * MathF.Pow(girth, 1.3f) * (0.5f + (0.5f * loose));
        void Rest(float height) => parts.Change(part => part with { TextureStart_m = (height * stature_m) + 0.06f });

        // What is worn over the hips also covers what bulges through it.
        var hips = outfit.Skirt ?? outfit.Bottom;
        parts.Ball(BodyRegion.Pelvis, hips, BodyJoint.Pelvis, new(-0.003f, 0, -0.008f), new(0.06f * girth, (bust ? 0.096f : 0.088f) * girth, 0.066f));
        var start = parts.Parts.Count;
        parts.Ball(BodyRegion.Pelvis, hips, BodyJoint.Pelvis, new(-0.026f, 0.042f, -0.032f), new Vector3(0.044f, 0.047f, 0.054f) * girth);
        parts.MirrorFrom(start);

        parts.Limb(BodyRegion.Trunk, outfit.Top, BodyJoint.Pelvis, new(0, 0, 0.035f), BodyJoint.Spine, new(0, 0, 0.03f), waist * 1.06f, waist, new(0.76f, 1.06f));
        Rest(0.035f - PelvisBelowChest);
        parts.Limb(BodyRegion.Trunk, outfit.Top, BodyJoint.Spine, new(0, 0, 0.03f), BodyJoint.Chest, new(0.004f, 0, 0.03f), waist, 0.083f * girth * loose, new(0.74f, 1.05f));
        Rest(0.03f - SpineBelowChest);
        parts.Limb(BodyRegion.Trunk, outfit.Top, BodyJoint.Chest, new(0.004f, 0, 0.02f), BodyJoint.Chest, new(0, 0, 0.085f), 0.084f * girth * loose, 0.072f * girth * loose, new(0.76f, 1.12f));
        Rest(0.02f);
        parts.Ball(BodyRegion.Trunk, outfit.Top, BodyJoint.Chest, new(0.006f, 0, 0.085f), new(0.056f * girth * loose, 0.094f, 0.046f));
        Rest(0.085f);
        Shoulders(parts, outfit, Rest, loose);
        if (bust)
        {
            start = parts.Parts.Count;
            parts.Ball(BodyRegion.Trunk, outfit.Top with { Decal = DecalKind.None }, BodyJoint.Chest, new(0.046f, 0.04f, 0.045f), new Vector3(0.034f, 0.038f, 0.038f) * girth);
            Rest(0.045f);
            parts.MirrorFrom(start);
        }

        if (girth > 1.12f)
        {
            parts.Ball(BodyRegion.Trunk, outfit.Top, BodyJoint.Spine, new(0.028f, 0, -0.01f), new Vector3(0.066f, 0.08f, 0.07f) * girth);
            Rest(-0.01f - SpineBelowChest);
        }

        Hem(parts, outfit, girth, loose, Rest);
        var neck = bust || build.Child ? 0.027f : 0.032f;
        parts.Limb(BodyRegion.Neck, outfit.Skin, BodyJoint.Neck, new(-0.006f, 0, -0.02f), BodyJoint.Head, new(0.004f, 0, 0.02f), neck, neck * 0.97f, Vector2.One);
        if (outfit.Collar is { } collar)
        {
            parts.Limb(BodyRegion.Trunk, collar, BodyJoint.Neck, new(-0.006f, 0, -0.012f), BodyJoint.Neck, new(0.004f, 0, 0.022f), neck * 1.3f, neck * 1.35f, Vector2.One);
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipTo = 1 });
        }
    }

    private static void Shoulders(PartList parts, Outfit outfit, Action<float> rest, float loose)
    {
        var top = outfit.Top with { Decal = DecalKind.None };
        parts.Limb(BodyRegion.Trunk, top, BodyJoint.LeftShoulder, new(0, -0.014f, -0.004f), BodyJoint.Neck, new(-0.004f, 0, -0.035f), 0.031f, 0.042f, Vector2.One * loose);
        rest(0.1f);
        parts.Limb(BodyRegion.Trunk, top, BodyJoint.RightShoulder, new(0, 0.014f, -0.004f), BodyJoint.Neck, new(-0.004f, 0, -0.035f), 0.031f, 0.042f, Vector2.One * loose);
        rest(0.1f);
        var start = parts.Parts.Count;
        var yoke = outfit.SleeveLength > 0 || outfit.Collar is not null ? top : outfit.Skin;
        parts.Limb(BodyRegion.Trunk, yoke, BodyJoint.Neck, new(-0.01f, 0.008f, -0.002f), BodyJoint.LeftShoulder, new(-0.004f, -0.01f, 0.008f), 0.028f, 0.023f, Vector2.One);
        parts.MirrorFrom(start);
    }

    private static void Hem(PartList parts, Outfit outfit, float girth, float loose, Action<float> rest)
    {
        if (outfit.Hem > 0)
        {
            // A shell round the hips, open below.
            parts.Limb(BodyRegion.Trunk, outfit.Top, BodyJoint.Spine, Vector3.Zero, BodyJoint.Pelvis, new(-0.008f, 0, -0.09f), 0.084f * girth * loose, 0.116f * girth * MathF.Sqrt(loose), new(0.82f, 1));
            rest(-SpineBelowChest);
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipFrom = -1, ClipTo = (0.063f + outfit.Hem) / 0.153f });
        }
        else if (outfit.Belt is { } belt)
        {
            parts.Limb(BodyRegion.Pelvis, belt, BodyJoint.Pelvis, new(0, 0, 0.025f), BodyJoint.Pelvis, new(0, 0, 0.055f), 0.088f * girth, 0.083f * girth, new(0.76f, 1.04f));
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipFrom = 0.2f, ClipTo = 0.75f });
        }
    }
}
