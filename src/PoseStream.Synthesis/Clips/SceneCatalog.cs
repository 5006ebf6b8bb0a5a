namespace PoseStream.Synthesis.Clips;

/// <summary>What following and placing people is measured on: the demo's clips, and squares on which people cross.</summary>
public static class SceneCatalog
{
    // Beyond the demo's.
    private const ulong FirstCrossing = ClipCatalog.FirstSeed + (16 << 20);

    // Six people for 12 seconds each: together seven minutes of one person, so that one mistaken identity is 0.14 a minute.
    private const int Crossings = 6;

    public static IReadOnlyList<SceneScript> All { get; } =
    [
        new("crossing", [.. Enumerable.Range(1, Crossings).Select(i => new ClipScript($"crossing{i}", FirstCrossing + ((ulong)i << 20), CrossingClip.Build))]),
        .. ClipCatalog.All.Select(script => new SceneScript(script.Name, [script])),
    ];
}
