using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Legs, trousers, skirts, socks and shoes. All numbers are shares of the stature; the left side is built and mirrored.</summary>
internal static class LegBuilder
{
    public static void Add(PartList parts, BodyBuild build, Outfit outfit)
    {
        var start = parts.Parts.Count;
        var girth = build.Girth * (build.Child ? 0.92f : 1);
        Segment(parts, outfit, BodyRegion.LeftThigh, BodyJoint.LeftHip, BodyJoint.LeftKnee, 0.051f * girth, 0.034f * girth, outfit.LegLength);
        Segment(parts, outfit, BodyRegion.LeftShank, BodyJoint.LeftKnee, BodyJoint.LeftAnkle, 0.0335f * girth, 0.0205f * girth, outfit.LegLength - 1);
        if (outfit.LegLength < 1.95f || outfit.BottomLooseness < 1.1f)
        {
            var calf = outfit.LegLength < 1.95f ? outfit.Skin : outfit.Bottom;
            parts.Ball(BodyRegion.LeftShank, calf, BodyJoint.LeftKnee, new(-0.012f, 0, -0.08f), new Vector3(0.031f, 0.031f, 0.066f) * girth);
        }

        if (outfit is { Socks: { } socks, LegLength: < 1.7f })
        {
            parts.Limb(BodyRegion.LeftShank, socks, BodyJoint.LeftKnee, Vector3.Zero, BodyJoint.LeftAnkle, Vector3.Zero, 0.035f * girth, 0.023f * girth, Vector2.One);
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipFrom = 0.72f });
        }

        Skirt(parts, outfit, girth);
        Foot(parts, outfit);
        parts.MirrorFrom(start);
    }

    private static void Segment(
        PartList parts, Outfit outfit, BodyRegion region, BodyJoint from, BodyJoint to, float radiusFrom, float radiusTo, float covered)
    {
        var loose = outfit.BottomLooseness;
        if (covered < 0.95f)
        {
            parts.Limb(region, outfit.Skin, from, Vector3.Zero, to, Vector3.Zero, radiusFrom, radiusTo, Vector2.One);
        }

        if (covered <= 0)
        {
            return;
        }

        var shank = region == BodyRegion.LeftShank;
        parts.Limb(region, outfit.Bottom, from, Vector3.Zero, to, Vector3.Zero, radiusFrom * (shank ? loose : 0.8f + (0.2f * loose)), radiusTo * ((shank ? 1.1f : 1) * loose + (covered < 0.95f ? 0.25f : 0)), Vector2.One);
        parts.Change(part => part with { TextureStart_m = shank ? 0.25f : 0 });
        if (covered < 0.95f || shank)
        {
            parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipTo = Math.Min(covered, 1) });
        }
    }

    private static void Skirt(PartList parts, Outfit outfit, float girth)
    {
        if (outfit.Skirt is not { } material)
        {
            return;
        }

        // One wide shell for each leg: together they are a skirt that opens with the stride.
        var longer = outfit.SkirtLength > 1;
        var end = longer ? BodyJoint.LeftAnkle : BodyJoint.LeftKnee;
        var width = outfit.SkirtWidth * (longer ? 1.25f : 1);
        parts.Limb(BodyRegion.Skirt, material, BodyJoint.Pelvis, new(-0.004f, 0.024f, 0.03f), end, new(0, longer ? -0.02f : 0, 0), 0.088f * girth, Math.Max(width, 0.09f) * girth, new(0.92f, 1));
        parts.Change(part => part with { ClipNormal = Vector3.UnitZ, ClipTo = longer ? Math.Min(outfit.SkirtLength / 2, 0.97f) : outfit.SkirtLength });
    }

    private static void Foot(PartList parts, Outfit outfit)
    {
        var shoes = outfit.Shoes;
        parts.Limb(BodyRegion.LeftFoot, outfit.Socks ?? shoes, BodyJoint.LeftAnkle, new(-0.004f, 0, 0.012f), BodyJoint.LeftAnkle, new(-0.002f, 0, -0.015f), 0.0215f, 0.024f, Vector2.One);
        // Along the foot the section's first factor is its height.
        parts.Limb(BodyRegion.LeftFoot, shoes, BodyJoint.LeftAnkle, new(-0.02f, 0, -0.014f), BodyJoint.LeftAnkle, new(0.068f, 0, -0.022f), 0.023f, 0.022f, new(0.85f, 1));
        parts.Change(part => part with { Reference = Vector3.UnitZ });
        parts.Limb(BodyRegion.LeftFoot, outfit.Soles, BodyJoint.LeftAnkle, new(-0.022f, 0, -0.033f), BodyJoint.LeftAnkle, new(0.08f, 0, -0.033f), 0.024f, 0.026f, new(0.22f, 1));
        parts.Change(part => part with { Reference = Vector3.UnitZ });
        parts.Ball(BodyRegion.LeftFoot, shoes, BodyJoint.LeftToes, new(-0.012f, 0, 0.004f), new(0.036f, 0.027f, 0.014f));
    }
}
