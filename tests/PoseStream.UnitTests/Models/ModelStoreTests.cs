using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Models;
using Xunit;

namespace PoseStream.UnitTests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly TestModel Model = new("a-model", 5000);
    private static readonly TestModel Other = new("other", 5000, seed: 2);

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Input, string[] Keep)> _prunings = [];

    public ModelStoreTests()
    {
        _folder.Write("catalog/a.json", Model.Manifest);
        _folder.Write("catalog/other.json", Other.Manifest);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_FileUnderAnotherName_IsFoundByItsHash()
    {
        _folder.Write("store/a-model.onnx", new byte[5000]);
        var path = _folder.Write("store/whatever.onnx", Model.Contents);
        Assert.Equal(path, Store().Find(Model.Id).SourcePath);
    }

    [Fact]
    public void Find_FileInASearchFolder_IsPrunedIntoTheStore()
    {
        var path = _folder.Write("search/b.onnx", Model.Contents);
        var found = Store().Find(Model.Id);
        Assert.Equal((path, _folder.PathOf("store/a-model.pruned.onnx")), (found.SourcePath, found.Path));
        Assert.Equal(Model.Contents.Take(1000), File.ReadAllBytes(found.Path));
        var (input, keep) = Assert.Single(_prunings);
        Assert.Equal(path, input);
        Assert.Equal(["output"], keep);
    }

    [Fact]
    public void Find_SecondTime_ReusesThePrunedFile()
    {
        _folder.Write("store/a-model.onnx", Model.Contents);
        Assert.Equal(Store().Find(Model.Id).Path, Store().Find(Model.Id).Path);
        Assert.Single(_prunings);
    }

    [Fact]
    public void Find_PrunedFileChanged_IsMadeAnew()
    {
        _folder.Write("store/a-model.onnx", Model.Contents);
        var pruned = Store().Find(Model.Id).Path;
        Change(pruned, new byte[1000]);
        Assert.Equal(pruned, Store().Find(Model.Id).Path);
        Assert.Equal(2, _prunings.Count);
        Assert.Equal(Model.Contents.Take(1000), File.ReadAllBytes(pruned));
    }

    [Fact]
    public void Find_PruningFails_OpensTheWholeFile()
    {
        var path = _folder.Write("store/a-model.onnx", Model.Contents);
        var found = Store((_, _, _) => throw new InvalidDataException("no graph")).Find(Model.Id);
        Assert.Equal((path, path), (found.Path, found.SourcePath));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.PathOf("store")), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_FileChangedAfterItWasHashed_IsHashedAgain()
    {
        var path = _folder.Write("store/a-model.onnx", Model.Contents);
        Store().Find(Model.Id);
        Change(path, Other.Contents);
        var exception = Assert.Throws<ModelStoreException>(() => Store().Find(Model.Id));
        Assert.Equal(
            $"model 'a-model': {path} is not the file of the manifest: expected SHA-256 {Model.Sha256}, found {Other.Sha256}; delete it and get it again",
            exception.Message);
        Assert.Equal(path, Store().Find(Other.Id).SourcePath);
    }

    [Fact]
    public void Find_TruncatedFile_SaysSo()
    {
        _folder.Write("store/a-model.onnx", Model.Contents[..4000]);
        Assert.Contains("(truncated: 4000 of 5000 bytes)", Assert.Throws<ModelStoreException>(() => Store().Find(Model.Id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingThere_NamesHashFoldersAndRemedy()
    {
        var message = Assert.Throws<ModelStoreException>(() => Store().Find(Model.Id)).Message;
        Assert.Equal(
            $"model 'a-model' is not on this machine: no a-model.onnx (SHA-256 {Model.Sha256}) in {_folder.PathOf("store")}, {_folder.PathOf("search")}; add the file with 'posestream models add FILE'",
            message);
    }

    [Fact]
    public void Find_StoreThatCannotBeWritten_StillOpensTheFile()
    {
        var path = _folder.Write("search/a-model.onnx", Model.Contents);
        _folder.Write("store", "a file where the folder should be");
        Assert.Equal(path, Store().Find(Model.Id).Path);
    }

    [Fact]
    public void Find_FileChangedWithItsTimeAndSizeKept_IsNotUsed()
    {
        var path = _folder.Write("search/a-model.onnx", Model.Contents);
        var time = File.GetLastWriteTimeUtc(path);
        Store().Find(Model.Id);
        var changed = Model.Contents.ToArray();
        changed[10] ^= 1;
        File.WriteAllBytes(path, changed);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Throws<ModelStoreException>(() => Store().Find(Model.Id));
        Assert.Equal(path, Assert.Single(Store().Verify().Mismatches).Path);
    }

    [Fact]
    public void List_ThreeModels_TellsWhichIsHere()
    {
        var present = _folder.Write("search/a-model.onnx", Model.Contents);
        var corrupt = _folder.Write("store/other.onnx", Model.Contents[..10]);
        _folder.Write("catalog/third.json", new TestModel("third", 10, seed: 3).Manifest);
        Assert.Equal(
            [("a-model", ModelState.Present, present), ("other", ModelState.Corrupt, corrupt), ("third", ModelState.Missing, null)],
            Store().List().Select(entry => (entry.Id, entry.State, entry.Path)));
    }

    [Fact]
    public void Add_FileOfTheCatalogue_IsCopiedUnderItsNameAndPruned()
    {
        var source = _folder.Write("download/x.bin", Model.Contents);
        File.SetAttributes(source, FileAttributes.ReadOnly);
        var added = Store().Add(source);
        Assert.Equal(_folder.PathOf("store/a-model.onnx"), added.SourcePath);
        Assert.Equal(Model.Contents, File.ReadAllBytes(added.SourcePath));
        Assert.Equal(_folder.PathOf("store/a-model.pruned.onnx"), added.Path);
        Assert.Empty(Store().Verify().Mismatches);
        Assert.Equal(
            ["a-model.onnx", "a-model.pruned.json", "a-model.pruned.onnx"],
            Directory.EnumerateFiles(_folder.PathOf("store")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Add_UnknownFile_TellsItsHashAndCopiesNothing()
    {
        var source = _folder.Write("x.onnx", "something");
        var exception = Assert.Throws<ModelStoreException>(() => Store().Add(source));
        Assert.Contains("is in no manifest of the catalogue (a-model, other)", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("store/x.onnx")));
    }

    [Fact]
    public void Add_MissingFile_NamesIt()
    {
        Assert.StartsWith("/no/such.onnx: cannot be read", Assert.Throws<ModelStoreException>(() => Store().Add("/no/such.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithAManifest_KeepsBothForTheNextStart()
    {
        var mine = new TestModel("mine", 3000, seed: 3);
        Store().Add(_folder.Write("m.onnx", mine.Contents), _folder.Write("m.json", mine.Manifest));
        var catalog = ModelCatalog.LoadFolders([_folder.PathOf("catalog"), ModelCatalog.UserFolder(_folder.PathOf("store"))]);
        Assert.Equal("mine", Store(catalog: catalog).Find("mine").Manifest.Id);
    }

    [Fact]
    public void Add_ManifestOfAnotherFile_IsRefused()
    {
        var mine = new TestModel("mine", 3000, seed: 3);
        var manifest = _folder.Write("m.json", mine.Manifest);
        var exception = Assert.Throws<ModelStoreException>(() => Store().Add(_folder.Write("m.onnx", Model.Contents), manifest));
        Assert.Contains($"is not in {manifest}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_DamagedPrunedFile_IsListed()
    {
        _folder.Write("store/a-model.onnx", Model.Contents);
        var pruned = Store().Find(Model.Id).Path;
        Change(pruned, new byte[7]);
        Assert.Equal(pruned, Assert.Single(Store().Verify().Mismatches).Path);
    }

    [Fact]
    public void Verify_ChangedTableOfAMeshNetwork_IsListed()
    {
        _folder.Write("catalog/mesh.json", MeshManifest("a-mesh", Other.Sha256));
        var faces = _folder.Write("store/faces.npy", Other.Contents);
        Assert.Empty(Store().Verify().Mismatches);
        Change(faces, Model.Contents);
        Assert.Equal(new ModelMismatch(faces, Other.Sha256, Model.Sha256), Assert.Single(Store().Verify().Mismatches));
    }

    [Fact]
    public void List_MeshNetworkWithoutItsTable_IsMissingUntilTheTableIsThere()
    {
        _folder.Write("catalog/mesh.json", MeshManifest("a-mesh", Other.Sha256).Replace(new string('a', 64), Model.Sha256, StringComparison.Ordinal).Replace("\"bytes\": 10", "\"bytes\": 5000", StringComparison.Ordinal));
        var network = _folder.Write("store/a-mesh.onnx", Model.Contents);
        Assert.Equal((ModelState.Missing, null), StateOf("a-mesh"));
        _folder.Write("store/faces.npy", Other.Contents);
        Assert.Equal((ModelState.Present, network), StateOf("a-mesh"));

        (ModelState, string?) StateOf(string id) => Store().List().Where(entry => entry.Id == id).Select(entry => (entry.State, entry.Path)).Single();
    }

    [Fact]
    public void Catalogue_TwoTablesWithOneName_IsRefusedForTheOneWouldOverwriteTheOther()
    {
        _folder.Write("catalog/mesh.json", MeshManifest("a-mesh", Other.Sha256));
        _folder.Write("catalog/mesh2.json", MeshManifest("b-mesh", Model.Sha256));
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Store()).Errors);
        Assert.Contains("mesh2.json: files: \"faces.npy\" is the name of another file in", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, new string[0])]
    [InlineData("/a:/b c::", new[] { "/a", "/b c" })]
    public void SearchFoldersOf_Variable_IsSplit(string? variable, string[] expected)
    {
        Assert.Equal(expected, ModelStore.SearchFoldersOf(variable));
    }

    [SharedFact("models/rtmdet-nano.onnx", "models/yolox-nano-416.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public void Find_RealNetworksWithTheBuiltInCatalogue_AreTheFilesOfTheManifests()
    {
        var store = new ModelStore(
            _folder.PathOf("store"), [SharedMaterial.PathOf("models")], ModelCatalog.Load(_folder.PathOf("store")), Prune, NullLogger<ModelStore>.Instance);
        Assert.Equal("rtmdet-nano.onnx", store.Find("rtmdet-nano-person").Build.File);
        Assert.Equal("yolox-nano-416.onnx", store.Find("yolox-nano").Build.File);
        Assert.Equal("mediapipe-pose-landmark-lite.onnx", store.Find("mediapipe-pose-landmark-lite").Build.File);
        Assert.Equal(ModelState.Missing, store.List().Single(entry => entry.Id == "yolox-s").State);
        Assert.Equal(["landmarks", "flag", "world"], _prunings.Single(pruning => pruning.Input.Contains("mediapipe", StringComparison.Ordinal)).Keep);
    }

    private static string MeshManifest(string id, string sha256OfFaces) => $$"""
        {
          "id": "{{id}}", "description": "for a test", "task": "mesh", "family": "pose2mesh", "licence": "MIT", "source": "here", "skeleton": "h36m17",
          "files": { "faces": { "file": "faces.npy", "sha256": "{{sha256OfFaces}}", "bytes": 5000 } },
          "builds": [ { "file": "{{id}}.onnx", "sha256": "{{new string('a', 64)}}", "bytes": 10, "url": null, "input_name": "in", "outputs": { "mesh": "out" } } ]
        }
        """;

    private static void Change(string path, byte[] contents)
    {
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, contents);
        File.SetLastWriteTimeUtc(path, time.AddSeconds(1));
    }

    private ModelStore Store(PruneModel? prune = null, ModelCatalog? catalog = null) => new(
        _folder.PathOf("store"), [_folder.PathOf("search")], catalog ?? ModelCatalog.LoadFolders([_folder.PathOf("catalog")]), prune ?? Prune, NullLogger<ModelStore>.Instance);

    // The real one is of another project; to the store it is only something that writes a smaller file.
    private void Prune(string input, string output, IReadOnlyList<string> keep)
    {
        _prunings.Add((input, [.. keep]));
        File.WriteAllBytes(output, File.ReadAllBytes(input)[..1000]);
    }
}
