using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Daemon.Models;
using PoseStream.Inference.Graphs;
using PoseStream.TestKit;
using PoseStream.TestKit.Models;
using Xunit;

namespace PoseStream.IntegrationTests.Models;

/// <summary>The store with the real pruner on real networks.</summary>
public sealed class ModelStorePruningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact("models/mediapipe-pose-landmark-lite.onnx", "models/rtmdet-nano.onnx")]
    public void Find_RealNetworks_OpensTheCutGraphAndCutsItOnce()
    {
        var cuts = 0;
        var store = new ModelStore(
            _folder.Path,
            [SharedMaterial.PathOf("models")],
            ModelCatalog.Load(_folder.Path),
            (input, output, keep) =>
            {
                cuts++;
                ModelPruner.Prune(input, output, keep);
            },
            NullLogger<ModelStore>.Instance);
        var pose = store.Find("mediapipe-pose-landmark-lite");
        Assert.Equal(_folder.PathOf("mediapipe-pose-landmark-lite.pruned.onnx"), pose.Path);
        Assert.InRange(new FileInfo(pose.Path).Length, 1, new FileInfo(pose.SourcePath).Length - 1);
        Assert.Equal(_folder.PathOf("rtmdet-nano.pruned.onnx"), store.Find("rtmdet-nano-person").Path);
        Assert.Equal(pose.Path, store.Find("mediapipe-pose-landmark-lite").Path);
        Assert.Equal(2, cuts);
        Assert.Empty(store.Verify().Mismatches);
    }

    [Fact]
    public void Find_NotANetwork_IsOpenedAsItIsForTheLoaderToRefuse()
    {
        var text = new TestModel("not-a-network", 3000);
        _folder.Write("manifests/a.json", text.Manifest);
        var path = _folder.Write("not-a-network.onnx", text.Contents);
        var store = new ModelStore(
            _folder.Path, [], ModelCatalog.Load(_folder.Path), (input, output, keep) => ModelPruner.Prune(input, output, keep), NullLogger<ModelStore>.Instance);
        Assert.Equal(path, store.Find("not-a-network").Path);
        Assert.Equal(ModelState.Present, store.List().Single(entry => entry.Id == "not-a-network").State);
    }
}
