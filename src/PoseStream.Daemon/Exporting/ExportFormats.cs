using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Exporting;

/// <summary>Reads --export.</summary>
internal static class ExportFormats
{
    private static readonly Dictionary<string, ExportFormat> Names = new(StringComparer.Ordinal)
    {
        ["trc"] = ExportFormat.Trc, ["mot"] = ExportFormat.Mot, ["bvh"] = ExportFormat.Bvh, ["coco"] = ExportFormat.Coco,
        ["markers"] = ExportFormat.Markers, ["obj"] = ExportFormat.Obj,
    };

    public static string All { get; } = string.Join(",", Names.Keys);

    /// <param name="written">A list with commas; null: nothing is exported.</param>
    /// <exception cref="CommandFailedException">One is not known.</exception>
    public static IReadOnlySet<ExportFormat> Parse(string? written)
    {
        HashSet<ExportFormat> formats = [];
        foreach (var name in (written ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Names.TryGetValue(name, out var format))
            {
                throw new CommandFailedException($"--export: there is no '{name}'; write a list of {All}");
            }

            formats.Add(format);
        }

        return formats;
    }
}
