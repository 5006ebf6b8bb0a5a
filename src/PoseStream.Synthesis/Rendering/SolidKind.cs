namespace PoseStream.Synthesis.Rendering;

/// <summary>The shapes that the renderer meets rays with in closed form.</summary>
public enum SolidKind
{
    /// <summary>The hull of two balls on the local z axis, one at the origin, one at its height; with height 0 a ball. Scaling makes ellipsoids and elliptic limbs.</summary>
    RoundCone,

    /// <summary>The cube from -1 to 1 in local coordinates.</summary>
    Box,

    /// <summary>The square from -1 to 1 in the local plane z = 0, seen from both sides.</summary>
    Panel,
}
