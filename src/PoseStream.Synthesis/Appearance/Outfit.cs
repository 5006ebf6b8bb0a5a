namespace PoseStream.Synthesis.Appearance;

/// <summary>What a person wears. Lengths along limbs: 0 to 1 the upper segment, 1 to 2 the lower one.</summary>
internal sealed record Outfit
{
    public required Material Skin { get; init; }

    public required Material Hair { get; init; }

    public required Material Top { get; init; }

    public required Material Sleeves { get; init; }

    /// <summary>0 none, 0.5 a T-shirt, 2 to the wrist.</summary>
    public float SleeveLength { get; init; }

    /// <summary>Factor on the thickness of trunk and arms.</summary>
    public float TopLooseness { get; init; } = 1;

    /// <summary>How far the top hangs over the hips, in shares of the stature; 0 is tucked in.</summary>
    public float Hem { get; init; }

    public required Material Bottom { get; init; }

    /// <summary>0.3 short shorts, 1 to the knee, 2 to the ankle.</summary>
    public float LegLength { get; init; } = 2;

    public float BottomLooseness { get; init; } = 1;

    /// <summary>Null for none; of the top's material for a coat or dress.</summary>
    public Material? Skirt { get; init; }

    /// <summary>0.3 above the knee to 2 at the ankle.</summary>
    public float SkirtLength { get; init; }

    public float SkirtWidth { get; init; } = 0.1f;

    public required Material Shoes { get; init; }

    public required Material Soles { get; init; }

    /// <summary>Null for bare shanks.</summary>
    public Material? Socks { get; init; }

    public Material? Gloves { get; init; }

    public Material? Belt { get; init; }

    public Material? Collar { get; init; }
}
