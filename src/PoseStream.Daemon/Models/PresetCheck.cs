using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;

namespace PoseStream.Daemon.Models;

/// <summary>Whether the networks of a preset are known and can stand where they are named, as far as their manifests tell. What joints they have shows when they are loaded.</summary>
internal static class PresetCheck
{
    /// <param name="needsDetector">False where boxes come from elsewhere.</param>
    /// <returns>One line an error: the preset, the stage, what was expected and what was found.</returns>
    public static IReadOnlyList<string> ErrorsOf(ModelPreset preset, bool needsDetector, ModelCatalog catalog) =>
    [
        .. preset.Stages
            .Where(stage => stage.Task is not ModelTask.Detection || (needsDetector && stage.Model != WholeImageModel.Id))
            .Select(stage => ErrorOf(stage, catalog))
            .Append(MetresError(preset, catalog))
            .OfType<string>()
            .Select(error => $"preset '{preset.Name}': {error}"),
    ];

    private static string? ErrorOf(PresetStage stage, ModelCatalog catalog)
    {
        try
        {
            var manifest = catalog.Get(stage.Model);
            if (manifest.Task == stage.Task)
            {
                var givesMetres = GivesMetres(manifest);
                return stage.Name == "pose3d" && !givesMetres ? $"pose3d: '{manifest.Id}' (family {manifest.Family}) gives pixels only; name it as pose2d, and add lift for metres"
                    : stage.Name == "pose2d" && givesMetres ? $"pose2d: '{manifest.Id}' (family {manifest.Family}) gives metres; name it as pose3d"
                    : null;
            }

            var fit = catalog.Manifests.Where(known => known.Task == stage.Task).Select(known => known.Id).ToArray();
            return $"{stage.Name}: '{manifest.Id}' is a network for {Word(manifest.Task)}, expected one for {Word(stage.Task)}; "
                + (fit.Length == 0 ? "the catalogue has none, add one with its manifest" : $"there are {string.Join(", ", fit)}");
        }
        catch (ModelStoreException exception)
        {
            return $"{stage.Name}: {exception.Message}";
        }
    }

    /// <summary>Stages that improve on metres need some.</summary>
    private static string? MetresError(ModelPreset preset, ModelCatalog catalog)
    {
        var stage = preset.Sequence is not null ? "sequence" : preset.Mesh is not null ? "mesh" : null;
        var pose = catalog.Manifests.FirstOrDefault(manifest => manifest.Id == preset.Pose);
        if (stage is null || preset.Lift is not null || pose is null)
        {
            return null;
        }

        return !GivesMetres(pose) ? $"{stage}: reads joints in metres, and '{pose.Id}' gives pixels only; add lift, or name a pose3d in its place"
            : FamilyOf(pose) is { GivesDepthsOnly: true } ? $"{stage}: reads joints in metres, and '{pose.Id}' gives only how much farther than the root each is; add lift, or name another pose3d"
            : null;
    }

    private static bool GivesMetres(ModelManifest manifest) => FamilyOf(manifest) is { GivesMetres: true };

    private static IPoseFamily? FamilyOf(ModelManifest manifest) => FamilyCatalog.All.FirstOrDefault(family => family.Name == manifest.Family) as IPoseFamily;

    private static string Word(ModelTask task) => task.ToString().ToLowerInvariant();
}
