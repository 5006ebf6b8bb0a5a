using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Clips;

/// <summary>What a user calls a clip.</summary>
internal static class ClipNames
{
    private static readonly IReadOnlyList<ClipScript> Scripts = [.. SceneCatalog.All.SelectMany(scene => scene.Clips)];

    /// <summary>All of them, with commas between.</summary>
    public static string All { get; } = string.Join(", ", Scripts.Select(script => script.Name));

    /// <returns>Null where there is none of this name.</returns>
    public static ClipScript? TryFind(string name) => Scripts.FirstOrDefault(script => script.Name == name);

    /// <exception cref="CommandFailedException">There is none of this name.</exception>
    public static ClipScript Find(string name) => TryFind(name) ?? throw new CommandFailedException($"there is no clip '{name}'{Meant(name)}; there are {All}");

    /// <summary>A question where the name is nearly another, otherwise nothing.</summary>
    public static string Meant(string name) => Nearest.To(name, Scripts.Select(script => script.Name)) is { } near ? $" (did you mean {near}?)" : "";
}
