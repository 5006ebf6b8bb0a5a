using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Backpacks, shoulder bags, scarves and things in the hand. All numbers are shares of the stature.</summary>
internal static class AccessoryBuilder
{
    public static void Add(PartList parts, Dice dice, Outfit outfit)
    {
        var cloth = OutfitGenerator.Cloth(dice, 0.2f, 0.2f);
        switch (dice.Unit())
        {
            case < 0.09f:
                Backpack(parts, cloth);
                break;
            case < 0.17f:
                ShoulderBag(parts, dice, cloth);
                break;
            case < 0.25f:
                InHand(parts, dice, cloth);
                break;
            case < 0.31f:
                parts.Limb(BodyRegion.Neck, cloth, BodyJoint.Neck, new(-0.004f, 0, -0.008f), BodyJoint.Neck, new(0.008f, 0, 0.022f), 0.05f, 0.044f, Vector2.One);
                parts.Limb(BodyRegion.Trunk, cloth, BodyJoint.Neck, new(0.045f, 0.02f, -0.01f), BodyJoint.Chest, new(0.078f * outfit.TopLooseness, 0.025f, 0.01f), 0.022f, 0.024f, new(0.4f, 1));
                break;
        }
    }

    private static void Backpack(PartList parts, Material cloth)
    {
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.Chest, new(-0.11f, 0, -0.09f), BodyJoint.Chest, new(-0.1f, 0, 0.07f), 0.072f, 0.058f, new(0.75f, 1.1f));
        var start = parts.Parts.Count;
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.LeftShoulder, new(0.036f, -0.045f, 0.016f), BodyJoint.Chest, new(0.07f, 0.07f, 0), 0.011f, 0.011f, new(0.6f, 1));
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.LeftShoulder, new(0.036f, -0.045f, 0.016f), BodyJoint.Chest, new(-0.08f, 0.05f, 0.1f), 0.011f, 0.011f, new(0.8f, 1));
        parts.MirrorFrom(start);
    }

    private static void ShoulderBag(PartList parts, Dice dice, Material cloth)
    {
        var side = dice.Sign();
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.Pelvis, new(-0.03f, side * 0.135f, -0.04f), BodyJoint.Pelvis, new(0.04f, side * 0.135f, -0.04f), 0.055f, 0.055f, new(1, 0.5f));
        parts.Change(part => part with { Reference = Vector3.UnitZ });
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.Pelvis, new(0.01f, side * 0.13f, 0), BodyJoint.Chest, new(0.075f, side * 0.02f, 0.04f), 0.009f, 0.009f, new(0.6f, 1));
        parts.Limb(BodyRegion.Accessory, cloth, BodyJoint.Chest, new(0.075f, side * 0.02f, 0.04f), BodyJoint.Neck, new(0.012f, side * -0.045f, 0.012f), 0.009f, 0.009f, new(0.6f, 1));
    }

    private static void InHand(PartList parts, Dice dice, Material cloth)
    {
        var joint = dice.Chance(0.5f) ? BodyJoint.LeftWrist : BodyJoint.RightWrist;
        var long_ = dice.Chance(0.3f);
        if (long_)
        {
            parts.Limb(BodyRegion.Accessory, cloth, joint, new(-0.05f, 0, -0.055f), joint, new(dice.Uniform(0.1f, 0.5f), 0, -0.055f), 0.008f, dice.Uniform(0.008f, 0.02f), Vector2.One);
        }
        else
        {
            parts.Ball(BodyRegion.Accessory, cloth, joint, new(0.01f, 0, dice.Uniform(-0.16f, -0.07f)), new(dice.Uniform(0.02f, 0.09f), dice.Uniform(0.008f, 0.05f), dice.Uniform(0.03f, 0.09f)));
        }
    }
}
