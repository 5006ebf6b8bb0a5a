using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Models;

/// <summary>All networks that the program knows, by id: its own manifests and the user's.</summary>
public sealed class ModelCatalog
{
    private readonly Dictionary<string, ModelManifest> _byId;

    private readonly IReadOnlyList<string> _files;

    private ModelCatalog(IReadOnlyList<string> files, IEnumerable<ModelManifest> manifests)
    {
        _files = files;
        Manifests = [.. manifests.OrderBy(manifest => manifest.Id, StringComparer.Ordinal)];
        _byId = Manifests.ToDictionary(manifest => manifest.Id, StringComparer.Ordinal);
    }

    /// <summary>The manifests that came with the program, and the networks that did.</summary>
    public static string BuiltInFolder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<ModelManifest> Manifests { get; }

    /// <summary>The built-in manifests and those that lie in the models folder.</summary>
    /// <exception cref="ConfigurationException"/>
    public static ModelCatalog Load(string modelsFolder) => LoadFolders([BuiltInFolder, UserFolder(modelsFolder)]);

    /// <summary>Where the user's own manifests lie.</summary>
    public static string UserFolder(string modelsFolder) => Path.Combine(modelsFolder, "manifests");

    /// <summary>Reads every *.json of the folders; one that is absent is empty.</summary>
    /// <exception cref="ConfigurationException">All errors of all files at once; also two different manifests with one id, or two different files with one name.</exception>
    public static ModelCatalog LoadFolders(IReadOnlyList<string> folders) => LoadFiles(
    [
        .. folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)),
    ]);

    /// <summary>This catalogue with one manifest more.</summary>
    /// <exception cref="ConfigurationException">The manifest is wrong or clashes with another.</exception>
    public ModelCatalog Including(string manifestPath) => LoadFiles([.. _files, manifestPath]);

    /// <exception cref="ModelStoreException">There is no such model; the message tells which there are.</exception>
    public ModelManifest Get(string id)
    {
        if (_byId.TryGetValue(id, out var manifest))
        {
            return manifest;
        }

        var known = string.Join(", ", _byId.Keys.Order(StringComparer.Ordinal));
        throw new ModelStoreException(Nearest.To(id, _byId.Keys) is { } near
            ? $"no such model: '{id}'; did you mean '{near}'? There are {known}"
            : $"no such model: '{id}'; there are {known}");
    }

    private static ModelCatalog LoadFiles(IReadOnlyList<string> files)
    {
        List<string> errors = [];
        Dictionary<string, (string Path, JsonElement Json, ModelManifest Manifest)> read = new(StringComparer.Ordinal);
        foreach (var path in files)
        {
            try
            {
                var (manifest, json) = ManifestReader.ReadWithJson(path);
                if (!read.TryAdd(manifest.Id, (path, json, manifest)) && !JsonElement.DeepEquals(read[manifest.Id].Json, json))
                {
                    errors.Add($"{path}: id: \"{manifest.Id}\" is the id of {read[manifest.Id].Path} too, with other contents; give one of them another id");
                }
            }
            catch (ConfigurationException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        var clashes = read.Values
            .SelectMany(entry => FilesOf(entry.Manifest).Select(file => (entry.Path, file.Key, file.File, file.Sha256)))
            .GroupBy(pair => pair.File, StringComparer.Ordinal)
            .Where(group => group.DistinctBy(pair => pair.Sha256).Skip(1).Any());
        errors.AddRange(clashes.Select(group =>
            $"{group.Last().Path}: {group.Last().Key}: \"{group.Key}\" is the name of another file in {group.First().Path}; give one of them another name"));
        return errors.Count == 0 ? new ModelCatalog(files, read.Values.Select(entry => entry.Manifest)) : throw new ConfigurationException(errors);
    }

    /// <summary>All that lies in the store under a name of its own: by that name the one would overwrite the other.</summary>
    private static IEnumerable<(string Key, string File, string Sha256)> FilesOf(ModelManifest manifest) =>
    [
        .. manifest.Builds.Select(build => ("builds", build.File, build.Sha256)),
        .. (manifest.Files?.Values ?? []).Select(table => ("files", table.File, table.Sha256)),
    ];
}
