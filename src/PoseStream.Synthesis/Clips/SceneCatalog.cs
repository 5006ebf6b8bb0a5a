using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Clips;

/// <summary>What following and placing people is measured on: squares on which people cross, the demo's clips, and a road on which they are far away.</summary>
public static class SceneCatalog
{
    // Beyond the demo's.
    private const ulong FirstCrossing = ClipCatalog.FirstSeed + (16 << 20);

    // Six people for 12 seconds each: together seven minutes of one person, so that one mistaken identity is 0.14 a minute.
    private const int Crossings = 6;

    // Of each of the demo's scenes: three to five people are as good as nothing for saying how often an ellipse holds, since one who is unusually tall is outside all the time.
    private const int Casts = 3;
    private const ulong NextCast = 64 << 20;

    // Beyond the squares.
    private const ulong FirstRoad = ClipCatalog.FirstSeed + (40 << 20);

    public static IReadOnlyList<SceneScript> All { get; } =
    [
        new("crossing", [.. Numbered("crossing", Crossings, FirstCrossing, CrossingClip.Build)]),
        .. ClipCatalog.All.Select(script => new SceneScript(script.Name, [script, .. Enumerable.Range(2, Casts - 1).Select(cast => Cast(script, cast))])),
        new("road", [.. Numbered("road", Casts, FirstRoad, RoadClip.Build).Select(script => script with { Geometry = new(1280, 720) })]),
    ];

    private static IEnumerable<ClipScript> Numbered(string name, int count, ulong first, Func<Dice, ClipScript, Stage> build) =>
        Enumerable.Range(1, count).Select(i => new ClipScript($"{name}{i}", first + ((ulong)i << 20), build));

    private static ClipScript Cast(ClipScript script, int cast) => script with { Name = $"{script.Name}{cast}", Seed = script.Seed + ((ulong)(cast - 1) * NextCast) };
}
