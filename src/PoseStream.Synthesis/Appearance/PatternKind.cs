namespace PoseStream.Synthesis.Appearance;

/// <summary>How a material's two colours are laid out over a surface.</summary>
public enum PatternKind
{
    Plain,
    Stripes,
    Checks,
    Dots,

    /// <summary>Soft spots of both colours: camouflage, grass, gravel, foliage, stained concrete.</summary>
    Blotches,
    Bricks,
    Planks,
    Slabs,

    /// <summary>A facade: storeys of windows, some lit, some dark.</summary>
    Windows,

    /// <summary>Lines of blocks that look like writing from a distance.</summary>
    Writing,

    /// <summary>Books or boxes side by side on boards.</summary>
    Shelf,
}
