using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Families.Reid;
using PoseStream.Core.Families.Roots;
using PoseStream.Core.Ports;
using PoseStream.Inference.Interop;
using PoseStream.Inference.Models;

namespace PoseStream.Inference;

/// <summary>Opens model files, proves them with one run, and hands them out as Core's ports. Thread-safe.</summary>
public sealed class OnnxModelLoader
{
    // The driver makes it; with the default build of ONNX Runtime such a machine would compute on its CPU unnoticed.
    private const string NvidiaDevice = "/dev/nvidiactl";

    private readonly ILogger<OnnxModelLoader> _logger;
    private readonly ConcurrentDictionary<string, bool> _reasonsSaid = new(StringComparer.Ordinal);

    public OnnxModelLoader(OnnxRuntimeLibrary library, ILogger<OnnxModelLoader> logger)
    {
        Library = library;
        _logger = logger;
        logger.LibraryInUse(library.Version, library.Path, string.Join(", ", library.BuildProviders));
    }

    public OnnxRuntimeLibrary Library { get; }

    /// <param name="manifest">What the network is.</param>
    /// <param name="build">Which export of it the file is.</param>
    /// <param name="path">The file; its hash is the caller's to check, for a damaged file may open without an error.</param>
    /// <param name="options">Which provider runs it.</param>
    /// <exception cref="ModelContractException">The file is missing, damaged, or not what the manifest says.</exception>
    /// <exception cref="InferenceLibraryException">The provider is required and does not work.</exception>
    public IDetectorModel LoadDetector(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<IDetectionFamily>(manifest);
        return LoadPicture<IDetectorModel, IDetectionDecoder>(
            manifest, build, path, options, family, outputs => family.Bind(manifest, outputs), (session, decoder) => new OnnxDetectorModel(session, decoder));
    }

    /// <inheritdoc cref="LoadDetector"/>
    public IReidModel LoadReid(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<IReidFamily>(manifest);
        return LoadPicture<IReidModel, IReidDecoder>(
            manifest, build, path, options, family, outputs => family.Bind(manifest, outputs), (session, decoder) => new OnnxReidModel(session, decoder));
    }

    /// <inheritdoc cref="LoadDetector"/>
    public IPoseModel LoadPose(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<IPoseFamily>(manifest);
        return LoadPicture<IPoseModel, IPoseDecoder>(
            manifest, build, path, options, family, outputs => family.Bind(manifest, outputs), (session, decoder) => new OnnxPoseModel(session, decoder));
    }

    /// <inheritdoc cref="LoadDetector"/>
    public IRootModel LoadRoot(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<IRootFamily>(manifest);
        return LoadPicture<IRootModel, IRootDecoder>(
            manifest, build, path, options, family, outputs => RequireScale(family.Bind(manifest, outputs), build), (session, decoder) => new OnnxRootModel(session, decoder));
    }

    /// <inheritdoc cref="LoadDetector"/>
    public ITemporalModel LoadTemporal(ModelManifest manifest, ModelBuild build, string path, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<ITemporalFamily>(manifest);
        ITemporalCodec? codec = null;
        var opener = new SessionOpener(
            Library, manifest, build, family.Roles, path, (input, outputs) => (codec = family.Bind(manifest, input, outputs)).InputShape);
        return Load<ITemporalModel>(manifest, opener, path, options, session =>
        {
            using var runner = session.CreateRunner();
            runner.Run(session.MaxBatch);
            codec!.RequireOutputs(runner, session.MaxBatch);
            return new OnnxTemporalModel(session, codec);
        });
    }

    /// <param name="tables">What the manifest's files hold, by the family's word for each.</param>
    /// <inheritdoc cref="LoadDetector"/>
    public IMeshModel LoadMesh(
        ModelManifest manifest, ModelBuild build, string path, IReadOnlyDictionary<string, IReadOnlyList<float>> tables, InferenceOptions options)
    {
        var family = FamilyCatalog.Get<IMeshFamily>(manifest);
        IMeshCodec? codec = null;
        var opener = new SessionOpener(
            Library, manifest, build, family.Roles, path, (input, outputs) => (codec = family.Bind(manifest, input, outputs, tables)).InputShape);
        return Load<IMeshModel>(manifest, opener, path, options, session => new OnnxMeshModel(session, codec!));
    }

    private static IRootDecoder RequireScale(IRootDecoder decoder, ModelBuild build) => decoder.ScaleInput is null == build.ScaleInput is null
        ? decoder
        : throw new ModelContractException(build.ScaleInput is null
            ? $"its family tells the network how large the crop is; name that input in \"scale_input\" of the manifest's build '{build.File}'"
            : $"its family has nothing to tell an input '{build.ScaleInput}'; take \"scale_input\" out of the manifest's build '{build.File}'");

    private TModel LoadPicture<TModel, TDecoder>(
        ModelManifest manifest,
        ModelBuild build,
        string path,
        InferenceOptions options,
        IModelFamily family,
        Func<IReadOnlyList<TensorInfo>, TDecoder> bind,
        Func<ModelSession, TDecoder, TModel> make)
    {
        var item = ModelTensors.PictureShape(manifest.Input, build.Layout);
        var opener = new SessionOpener(Library, manifest, build, family.Roles, path, (_, outputs) =>
        {
            bind(outputs);
            return item;
        });
        return Load(manifest, opener, path, options, session => make(session, bind(session.Tensors.Outputs)));
    }

    private TModel Load<TModel>(ModelManifest manifest, SessionOpener opener, string path, InferenceOptions options, Func<ModelSession, TModel> bind)
    {
        ModelSession? session = null;
        try
        {
            if (!File.Exists(path))
            {
                throw new ModelContractException("there is no such file");
            }

            InputTransform.Require(manifest);
            session = OpenBest(opener, options);
            var model = bind(session);
            _logger.ModelLoaded(
                manifest.Id, manifest.Family, path, session.Description.Provider, string.Join('x', session.Tensors.InputShape(1)), session.MaxBatch);
            return model;
        }
        catch (ModelContractException e)
        {
            session?.Dispose();
            throw new ModelContractException($"model '{manifest.Id}' from {path}: {e.Message}", e);
        }
    }

    /// <summary>The first of the plan's providers that works; the CPU is always the last, unless another is required.</summary>
    private ModelSession OpenBest(SessionOpener opener, InferenceOptions options)
    {
        var plan = ProviderPlan.For(options, Library.BuildProviders, Library.HasProviderFile);
        if (plan.Absence is { } absence)
        {
            SayOnce(absence, () => _logger.NoAccelerator(File.Exists(NvidiaDevice) ? LogLevel.Warning : LogLevel.Information, absence));
        }

        var reason = plan.Absence;
        foreach (var accelerator in plan.Accelerators)
        {
            try
            {
                return opener.Open(accelerator, options, fallbackReason: null);
            }
            catch (Exception e) when (e is InferenceException || (e is OrtException { Code: var code } && !IsFileFault(code)))
            {
                reason = $"{ProviderNames.Of(accelerator)} does not work here: {e.Message}";
                if (options.Require)
                {
                    throw new InferenceLibraryException($"{reason}; ONNX Runtime is {Library.Path}", e);
                }

                SayOnce(reason, () => _logger.ProviderFellBack(ProviderNames.Of(accelerator), e.Message, ProviderNames.Cpu));
            }
            catch (OrtException e)
            {
                throw Damaged(e);
            }
        }

        return OpenOnCpu(opener, options, reason);
    }

    private static ModelSession OpenOnCpu(SessionOpener opener, InferenceOptions options, string? reason)
    {
        try
        {
            return opener.Open(ExecutionProvider.Cpu, options, reason);
        }
        catch (OrtException e)
        {
            throw Damaged(e);
        }
        catch (InferenceException e)
        {
            throw new ModelContractException($"it opens but does not run: {e.Message}", e);
        }
    }

    private static ModelContractException Damaged(OrtException e) =>
        new($"it cannot be opened, it is damaged or no ONNX model ({e.Message})", e);

    private static bool IsFileFault(OrtErrorCode code) => code is OrtErrorCode.NoSuchFile or OrtErrorCode.InvalidProtobuf or OrtErrorCode.InvalidGraph;

    private void SayOnce(string reason, Action say)
    {
        if (_reasonsSaid.TryAdd(reason, true))
        {
            say();
        }
    }
}
