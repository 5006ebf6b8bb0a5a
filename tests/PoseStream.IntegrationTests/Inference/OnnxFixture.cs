using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Inference;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>Real networks on the real library, on the CPU.</summary>
internal static class OnnxFixture
{
    public static readonly InferenceOptions Cpu = new() { Provider = ExecutionProvider.Cpu, LibraryFolders = RuntimeFolders.All };

    public static OnnxModelLoader Loader(ILogger<OnnxModelLoader>? logger = null) =>
        new(OnnxRuntimeLibrary.Load(Cpu), logger ?? NullLogger<OnnxModelLoader>.Instance);

    public static IDetectorModel Detector(ModelManifest manifest, string file, InferenceOptions? options = null) =>
        Loader().LoadDetector(manifest, manifest.Builds[0], SharedMaterial.PathOf(file), options ?? Cpu);

    public static IPoseModel Pose(ModelManifest manifest, string file) =>
        Loader().LoadPose(manifest, manifest.Builds[0], SharedMaterial.PathOf(file), Cpu);

    public static IPoseModel Landmarks(string? path = null) => Loader().LoadPose(
        TestModels.Landmarks(), TestModels.Landmarks().Builds[0], path ?? SharedMaterial.PathOf(TestModels.LandmarksFile), Cpu);
}
