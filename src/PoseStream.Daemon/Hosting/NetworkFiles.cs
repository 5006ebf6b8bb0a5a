using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Hosting;

/// <summary>The model files of a plan's presets, checked.</summary>
internal sealed class NetworkFiles
{
    private readonly Dictionary<(ModelPreset Preset, ModelTask Task), LocatedModel> _files = [];

    private NetworkFiles()
    {
    }

    /// <exception cref="ConfigurationException">Networks cannot stand where they are named: all errors at once.</exception>
    /// <exception cref="ModelStoreException">A file is not here, or not the one that was pinned.</exception>
    public static NetworkFiles Find(ServicePlan plan, ModelCatalog catalog, ModelStore store)
    {
        string[] errors = [.. plan.Presets.SelectMany(preset => PresetCheck.ErrorsOf(preset, plan.Detector.BoxesFile is null, catalog))];
        if (errors.Length > 0)
        {
            throw new ConfigurationException(errors);
        }

        var found = new NetworkFiles();
        foreach (var preset in plan.Presets)
        {
            // What the user changed about detector and pose network is said of the service's, not of a camera's own.
            var isOwn = preset != plan.ServicePreset;
            foreach (var stage in preset.Stages.Where(stage => stage.Task is not ModelTask.Detection || (plan.Detector.BoxesFile is null && stage.Model != WholeImageModel.Id)))
            {
                var manifest = catalog.Get(stage.Model);
                found._files[(preset, stage.Task)] = store.Find((stage.Task, isOwn) switch
                {
                    (ModelTask.Detection, false) => plan.Detector.ApplyTo(manifest),
                    (ModelTask.Pose, false) => plan.Pose.ApplyTo(manifest),
                    _ => manifest,
                });
            }
        }

        return found;
    }

    /// <summary>What is the same for two stages that can share a network: the file, and all that was said of it.</summary>
    public static string KeyOf(LocatedModel file)
    {
        var input = file.Manifest.Input;
        var decode = file.Manifest.Decode.OrderBy(constant => constant.Key, StringComparer.Ordinal).Select(constant => $"{constant.Key}={constant.Value:R}");
        return $"{file.Manifest.Id} {input.Width}x{input.Height} {string.Join(' ', decode)}";
    }

    /// <summary>Null where the preset has no network of its own for the task.</summary>
    public LocatedModel? Of(ModelPreset preset, ModelTask task) => _files.GetValueOrDefault((preset, task));

    /// <summary>The paths of a network's files of numbers.</summary>
    public IReadOnlyDictionary<string, string> Tables(string model) => _files.Values.First(file => file.Manifest.Id == model).Tables;
}
