using System.Numerics;

namespace PoseStream.Synthesis.Appearance;

/// <summary>What a surface looks like. Colours are linear light, 0..1 for red, green and blue.</summary>
public sealed record Material(Vector3 Color)
{
    public Vector3 Second { get; init; } = Color;

    public PatternKind Pattern { get; init; }

    /// <summary>Length of one repeat of the pattern.</summary>
    public float Period_m { get; init; } = 0.1f;

    /// <summary>Turn of the pattern in the surface, radians; 0 gives stripes that lie across the axis of a limb.</summary>
    public float Angle_rad { get; init; }

    /// <summary>Strength of cloud-like variation of brightness, 0..1.</summary>
    public float Grain { get; init; } = 0.08f;

    /// <summary>Size of the largest clouds of <see cref="Grain"/>.</summary>
    public float GrainSize_m { get; init; } = 0.4f;

    /// <summary>How strongly folds bend the surface, 0 for skin, about 0.3 for trousers.</summary>
    public float Folds { get; init; }

    /// <summary>Share of mirrored light, 0..1.</summary>
    public float Gloss { get; init; }

    /// <summary>Shifts every random choice of the pattern, so that two facades differ.</summary>
    public int Seed { get; init; }

    public DecalKind Decal { get; init; }

    public Vector3 DecalColor { get; init; }

    /// <summary>Shines by itself: lamps, screens, lit scoreboards.</summary>
    public bool Luminous { get; init; }
}
