using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Models;

/// <summary>
/// The model files of this machine. A file is known by its SHA-256, never by its name, and one with another hash is never used.
/// Files lie in the store's folder; search folders are only read. Not for two threads at once.
/// </summary>
public sealed class ModelStore
{
    private static readonly Dictionary<string, ModelTable> NoTables = [];

    private readonly ModelCatalog _catalog;
    private readonly ILogger<ModelStore> _logger;
    private readonly ModelFiles _files;
    private readonly PrunedModels _pruned;

    /// <param name="folder">Made when the first file comes.</param>
    /// <param name="searchFolders">Looked through after the store, in this order.</param>
    /// <param name="prune">Cuts the outputs that nobody reads out of a graph.</param>
    public ModelStore(string folder, IReadOnlyList<string> searchFolders, ModelCatalog catalog, PruneModel prune, ILogger<ModelStore> logger)
    {
        Folder = Path.GetFullPath(folder);
        _catalog = catalog;
        _logger = logger;
        _files = new ModelFiles([Folder, .. searchFolders.Select(Path.GetFullPath)]);
        _pruned = new PrunedModels(Folder, prune, logger);
    }

    public string Folder { get; }

    /// <summary>The folders of POSESTREAM_MODELS, a list with ':' between.</summary>
    public static IReadOnlyList<string> SearchFoldersOf(string? variable) =>
        variable?.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>All models of the catalogue, by id.</summary>
    public IReadOnlyList<ModelEntry> List() => [.. _catalog.Manifests.Select(Describe)];

    /// <summary>The model's first build that is on this machine, hash checked, without unused outputs where possible.</summary>
    /// <exception cref="ModelStoreException">No such model; not on this machine; or the file there is not the model.</exception>
    public LocatedModel Find(string id) => Find(_catalog.Get(id));

    /// <inheritdoc cref="Find(string)"/>
    public LocatedModel Find(ModelManifest manifest)
    {
        if (Locate(manifest) is { } found)
        {
            return RequireTables(found);
        }

        if (_files.Impostor(manifest) is { } impostor)
        {
            throw new ModelStoreException($"model '{manifest.Id}': {impostor}");
        }

        var files = string.Join(" or ", manifest.Builds.Select(build => $"{build.File} (SHA-256 {build.Sha256})"));
        var remedy = manifest.Builds.Any(build => build.Url is not null)
            ? $"get it with 'posestream models pull {manifest.Id}'"
            : "add the file with 'posestream models add FILE'";
        throw new ModelStoreException($"model '{manifest.Id}' is not on this machine: no {files} in {string.Join(", ", _files.Folders)}; {remedy}");
    }

    /// <summary>Copies a file into the store.</summary>
    /// <param name="manifestPath">For a network that the catalogue does not know; it is copied too.</param>
    /// <exception cref="ModelStoreException">The file cannot be read, or its hash is in no manifest.</exception>
    /// <exception cref="ConfigurationException">The manifest is wrong, or clashes with another.</exception>
    public LocatedModel Add(string path, string? manifestPath = null)
    {
        var manifests = manifestPath is null ? _catalog.Manifests : [_catalog.Including(manifestPath).Get(ManifestReader.Read(manifestPath).Id)];
        var hash = ModelFiles.HashOf(path);
        var (manifest, build) = manifests
            .SelectMany(candidate => candidate.Builds.Select(b => (Manifest: candidate, Build: b)))
            .FirstOrDefault(pair => pair.Build.Sha256 == hash);
        if (build is null && TableOf(manifests, hash) is { } found)
        {
            Copy(path, Path.Combine(Folder, found.Table.File), hash);
            return Locate(found.Manifest) ?? throw new ModelStoreException($"{path}: added; model '{found.Manifest.Id}' wants {found.Manifest.Builds[0].File} too, add that next");
        }

        if (build is null)
        {
            var known = string.Join(", ", manifests.Select(candidate => candidate.Id));
            throw new ModelStoreException(manifestPath is null
                ? $"{path}: SHA-256 {hash} is in no manifest of the catalogue ({known}); a network that it does not know needs a manifest of its own"
                : $"{path}: SHA-256 {hash} is not in {manifestPath}; correct its builds");
        }

        var target = Path.Combine(Folder, build.File);
        Copy(path, target, hash);
        if (manifestPath is not null)
        {
            var kept = Path.Combine(ModelCatalog.UserFolder(Folder), $"{manifest.Id}.json");
            Write(kept, () => AtomicFile.Copy(manifestPath, kept));
        }

        return Open(manifest, build, target);
    }

    /// <summary>Reads every file through that has the name of one of the catalogue, in the store and the search folders, and every pruned one.</summary>
    public ModelVerification Verify()
    {
        var published = _catalog.Manifests
            .SelectMany(manifest => manifest.Builds.Select(build => (build.File, build.Sha256))
                .Concat((manifest.Files ?? NoTables).Values.Select(table => (table.File, table.Sha256))))
            .DistinctBy(file => file.File)
            .SelectMany(file => _files.Named(file.File).Select(path => (Path: path, Expected: file.Sha256)));
        var read = published.Concat(_pruned.Recorded())
            .Select(file => new ModelMismatch(file.Path, file.Expected, ModelFiles.HashOf(file.Path)))
            .ToList();
        return new ModelVerification(read.Count, [.. read.Where(file => file.Expected != file.Found)]);
    }

    /// <summary>Downloads the first build that has an address, unless the model is on this machine already.</summary>
    /// <exception cref="ModelStoreException">One line: what went wrong, what to do.</exception>
    /// <exception cref="OperationCanceledException">What was received is kept for the next call.</exception>
    public async Task<LocatedModel> PullAsync(
        string id, ModelDownloader downloader, IProgress<ModelPullProgress>? progress, CancellationToken cancellationToken)
    {
        var manifest = _catalog.Get(id);
        if (Locate(manifest) is { } found)
        {
            return found;
        }

        var build = manifest.Builds.FirstOrDefault(b => b.Url is not null)
            ?? throw new ModelStoreException($"model '{id}' has no address to pull from; add the file with 'posestream models add FILE'");
        var target = Path.Combine(Folder, build.File);
        await downloader.DownloadAsync(build, target, progress, cancellationToken);
        return Open(manifest, build, target);
    }

    private ModelEntry Describe(ModelManifest manifest)
    {
        var path = manifest.Builds.Select(_files.Find).FirstOrDefault(file => file is not null);
        if (path is not null && (manifest.Files ?? NoTables).Values.Any(table => _files.Find(table) is null))
        {
            // Find tells which tables it cannot start without.
            return new ModelEntry(manifest.Id, manifest.Task, manifest.Family, manifest.Licence, ModelState.Missing, Path: null);
        }

        var impostor = path is null ? manifest.Builds.Select(build => Path.Combine(Folder, build.File)).FirstOrDefault(File.Exists) : null;
        var state = path is not null ? ModelState.Present : impostor is not null ? ModelState.Corrupt : ModelState.Missing;
        return new ModelEntry(manifest.Id, manifest.Task, manifest.Family, manifest.Licence, state, path ?? impostor);
    }

    private LocatedModel? Locate(ModelManifest manifest)
    {
        foreach (var build in manifest.Builds)
        {
            if (_files.Find(build) is { } path)
            {
                return Open(manifest, build, path);
            }
        }

        return null;
    }

    private LocatedModel Open(ModelManifest manifest, ModelBuild build, string path)
    {
        var tables = (manifest.Files ?? NoTables)
            .Select(table => (table.Key, Path: _files.Find(table.Value)))
            .Where(table => table.Path is not null)
            .ToDictionary(table => table.Key, table => table.Path!, StringComparer.Ordinal);
        var model = new LocatedModel(manifest, build, _pruned.Of(build, path), path, tables);
        ModelStoreLog.Found(_logger, manifest.Id, model.Path);
        return model;
    }

    private LocatedModel RequireTables(LocatedModel model)
    {
        foreach (var (name, table) in model.Manifest.Files ?? NoTables)
        {
            if (!model.Tables.ContainsKey(name))
            {
                throw new ModelStoreException(
                    $"model '{model.Manifest.Id}': its file '{name}' is not on this machine: no {table.File} (SHA-256 {table.Sha256}) in {string.Join(", ", _files.Folders)}; "
                    + "add it with 'posestream models add FILE'");
            }
        }

        return model;
    }

    private static (ModelManifest Manifest, ModelTable Table)? TableOf(IEnumerable<ModelManifest> manifests, string hash)
    {
        foreach (var manifest in manifests)
        {
            if ((manifest.Files ?? NoTables).Values.FirstOrDefault(table => table.Sha256 == hash) is { } table)
            {
                return (manifest, table);
            }
        }

        return null;
    }

    private static void Copy(string path, string target, string hash)
    {
        Write(target, () => AtomicFile.Copy(path, target));
        if (FileHash.Of(target) != hash)
        {
            File.Delete(target);
            throw new ModelStoreException($"{path}: changed while it was copied; add it again");
        }
    }

    private static void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{path}: cannot be written to ({FileProblem.Reason(path, exception)}); check the room on the disk and the permissions", exception);
        }
    }
}
