using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Arms, sleeves and hands. All numbers are shares of the stature; the left side is built and mirrored.</summary>
internal static class ArmBuilder
{
    public static void Add(PartList parts, BodyBuild build, Outfit outfit)
    {
        var start = parts.Parts.Count;
        var girth = MathF.Sqrt(build.Girth) * (build.Female ? 0.92f : 1.02f);
        Segment(parts, outfit, BodyRegion.LeftUpperArm, BodyJoint.LeftShoulder, BodyJoint.LeftElbow, 0.029f * girth, 0.025f * girth, outfit.SleeveLength);
        Segment(parts, outfit, BodyRegion.LeftForearm, BodyJoint.LeftElbow, BodyJoint.LeftWrist, 0.0255f * girth, 0.0165f * girth, outfit.SleeveLength - 1);
        Hand(parts, outfit.Gloves ?? outfit.Skin);
        parts.MirrorFrom(start);
    }

    private static void Segment(
        PartList parts, Outfit outfit, BodyRegion region, BodyJoint from, BodyJoint to, float radiusFrom, float radiusTo, float covered)
    {
        var loose = outfit.TopLooseness;
        if (covered < 0.95f)
        {
            parts.Limb(region, outfit.Skin, from, Vector3.Zero, to, Vector3.Zero, radiusFrom, radiusTo, new(1.04f, 0.96f));
        }

        if (covered <= 0)
        {
            return;
        }

        parts.Limb(region, outfit.Sleeves, from, Vector3.Zero, to, Vector3.Zero, radiusFrom * (0.56f + (0.5f * loose)), radiusTo * (loose + (covered < 0.95f ? 0.22f : 0.06f)), Vector2.One);
        if (covered < 0.95f)
        {
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipTo = covered });
        }
        else if (region == BodyRegion.LeftForearm)
        {
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipTo = 1.02f });
        }
    }

    /// <summary>Hanging down the palm faces the thigh, the thumb forward.</summary>
    private static void Hand(PartList parts, Material material)
    {
        var flat = new Vector2(1, 0.45f);
        void Piece(Vector3 from, Vector3 to, float radiusFrom, float radiusTo, Vector2 section) =>
            parts.Limb(BodyRegion.LeftHand, material, BodyJoint.LeftWrist, from, BodyJoint.LeftWrist, to, radiusFrom, radiusTo, section);

        Piece(new(0, 0, 0), new(0.003f, 0, -0.042f), 0.0155f, 0.021f, flat);
        Piece(new(0.012f, -0.001f, -0.05f), new(0.011f, -0.008f, -0.094f), 0.0095f, 0.0065f, new(1, 0.75f));
        Piece(new(-0.006f, -0.001f, -0.048f), new(-0.005f, -0.011f, -0.088f), 0.0095f, 0.0065f, new(1, 0.75f));
        Piece(new(0.013f, -0.001f, -0.014f), new(0.03f, -0.009f, -0.046f), 0.0085f, 0.006f, Vector2.One);
    }
}
