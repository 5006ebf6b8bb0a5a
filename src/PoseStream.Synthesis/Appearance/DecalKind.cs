namespace PoseStream.Synthesis.Appearance;

/// <summary>What a garment carries on the front (or back) of the trunk.</summary>
public enum DecalKind
{
    None,
    Zip,
    Buttons,
    OpenFront,
    Tie,
    Emblem,

    /// <summary>A large mark on chest and back, as on sports shirts.</summary>
    Number,
}
