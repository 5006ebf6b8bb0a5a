using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Configuration;

/// <summary>Reads "presets": the user's own, by name.</summary>
internal static class PresetReader
{
    /// <returns>With those that the program brings.</returns>
    public static IReadOnlyDictionary<string, ModelPreset> Read(JsonSection section)
    {
        var presets = ModelPreset.All.ToDictionary(preset => preset.Name, StringComparer.Ordinal);
        foreach (var name in section.Keys.ToArray())
        {
            var preset = ReadOne(name, section.Section(name));
            if (preset is not null && !presets.TryAdd(name, preset))
            {
                section.Complain(name, "is the name of a preset that the program brings; give it another");
            }
        }

        return presets;
    }

    private static ModelPreset? ReadOne(string name, JsonSection section)
    {
        Dictionary<string, string> stages = new(StringComparer.Ordinal);
        foreach (var stage in ModelPreset.StageNames)
        {
            if (section.OptionalText(stage) is { } model)
            {
                stages.Add(stage, model);
            }
        }

        var (preset, problem) = ModelPreset.Of(name, stages);
        if (problem is not null)
        {
            section.Reading.Complain(section.Path, problem);
        }

        return preset;
    }
}
