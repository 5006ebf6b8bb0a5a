namespace PoseStream.Synthesis.Appearance;

/// <summary>Which part of a person (or nothing of one) a surface belongs to; what the part buffer holds. Sides are the person's own.</summary>
public enum BodyRegion : byte
{
    None,
    Head,
    Hair,
    Neck,
    Trunk,
    Pelvis,
    Skirt,
    LeftUpperArm,
    LeftForearm,
    LeftHand,
    LeftThigh,
    LeftShank,
    LeftFoot,
    RightUpperArm,
    RightForearm,
    RightHand,
    RightThigh,
    RightShank,
    RightFoot,

    /// <summary>Bags, hats' brims, things held.</summary>
    Accessory,
}
