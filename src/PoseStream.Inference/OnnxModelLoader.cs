using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Core.Ports;

namespace PoseStream.Inference;

/// <summary>Opens model files, proves them with one run, and hands them out as Core's ports. Thread-safe.</summary>
public sealed class OnnxModelLoader(OnnxRuntimeLibrary library, ILogger<OnnxModelLoader> logger)
{
    public OnnxRuntimeLibrary Library { get; } = library;

    /// <param name="build">Which export of the network <paramref name="path"/> is; its hash is the caller's to check.</param>
    /// <exception cref="ModelContractException">The file is missing, damaged, or not what the manifest says.</exception>
    /// <exception cref="InferenceLibraryException">The provider is required and does not work.</exception>
    public IDetectorModel LoadDetector(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options) =>
        throw new NotSupportedException($"{manifest} {build} {path} {options} {logger}");

    /// <inheritdoc cref="LoadDetector"/>
    public IPoseModel LoadPose(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options) =>
        throw new NotSupportedException($"{manifest} {build} {path} {options} {logger}");
}
