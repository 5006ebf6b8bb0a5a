namespace PoseStream.Synthesis.Clips;

/// <summary>The clips of the demo.</summary>
public static class ClipCatalog
{
    /// <summary>Above every seed of training.</summary>
    internal const ulong FirstSeed = 1UL << 40;

    public static IReadOnlyList<ClipScript> All { get; } =
    [
        new("street", FirstSeed, StreetClip.Build),
        new("room", FirstSeed + (1 << 20), RoomClip.Build),
        new("gym", FirstSeed + (2 << 20), GymClip.Build),
    ];
}
