using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>
/// Opens one model on one provider and proves it: appending a provider and creating a session may both succeed where the first run then fails,
/// so only a run counts (facts: ONNX Runtime ABI §0, rule 9).
/// </summary>
/// <param name="bind">As for <see cref="ModelTensors.Resolve"/>; asked before the run, whose own complaint would blame the file.</param>
internal sealed class SessionOpener(
    OnnxRuntimeLibrary library,
    ModelManifest manifest,
    ModelBuild build,
    IReadOnlyList<string> roles,
    string path,
    Func<TensorInfo, IReadOnlyList<TensorInfo>, IReadOnlyList<long>> bind)
{
    /// <exception cref="OrtException">The provider or the file cannot be used.</exception>
    /// <exception cref="InferenceException">The run failed.</exception>
    /// <exception cref="ModelContractException">The file is not what the manifest says.</exception>
    public ModelSession Open(ExecutionProvider provider, InferenceOptions options, string? fallbackReason)
    {
        var session = CreateSession(provider, options.DeviceId);
        try
        {
            var tensors = ModelTensors.Resolve(manifest, build, roles, library.Api.Inputs(session), library.Api.Outputs(session), bind);
            var description = new ModelDescription(manifest.Id, manifest.Family, ProviderNames.Of(provider), fallbackReason);
            var model = new ModelSession(library.Api, session, tensors, description);
            WarmUp(model, provider != ExecutionProvider.Cpu || options.BatchOnCpu ? options.MaxBatch : 1);
            return model;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private OrtSession CreateSession(ExecutionProvider provider, int deviceId)
    {
        using var sessionOptions = library.Api.CreateSessionOptions();
        switch (provider)
        {
            case ExecutionProvider.Cuda:
                library.Api.AppendCuda(sessionOptions, deviceId);
                break;
            case ExecutionProvider.TensorRt:
                // Tried in this order for each node: what TensorRT does not take would otherwise run on the CPU, with a copy each way.
                library.Api.AppendTensorRt(sessionOptions, deviceId);
                library.Api.AppendCuda(sessionOptions, deviceId);
                break;
        }

        return library.Api.CreateSession(library.Environment, path, sessionOptions);
    }

    /// <summary>On a CPU batches gain nothing. Elsewhere an open batch axis is only a promise, which some exports break: a run shows it.</summary>
    private static void WarmUp(ModelSession model, int wantedBatch)
    {
        if (model.Tensors.HasOpenBatch && wantedBatch > 1)
        {
            try
            {
                Run(model, wantedBatch);
                return;
            }
            catch (InferenceException)
            {
                // One at a time is tried next, and what is wrong then is the caller's to know.
            }
        }

        Run(model, 1);
    }

    private static void Run(ModelSession model, int batch)
    {
        model.MaxBatch = batch;
        using var runner = model.CreateRunner();
        runner.Run(batch);
    }
}
