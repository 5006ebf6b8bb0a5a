using System.CommandLine;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Daemon.Evaluating.Networks;
using PoseStream.Daemon.Evaluating.Scenes;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Inference;
using PoseStream.Media;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream eval synthetic: the whole service on synthetic scenes, for each calibration and refinement.</summary>
internal static class EvalSyntheticCommand
{
    public static Command Create(TimeProvider time)
    {
        var names = string.Join(", ", SceneCatalog.All.Select(scene => scene.Name));
        var scenes = new Argument<string[]>("SCENE") { Description = $"Of {names}; all unless named.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<string?>("--json") { Description = "The rows as a JSON array into this file.", HelpName = "FILE" };
        var preset = new Option<string>("--preset")
        {
            Description = $"The networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}.", HelpName = "NAME", DefaultValueFactory = _ => ModelPreset.All[0].Name,
        };
        var command = new Command(
            "synthetic",
            "The service on rendered crowds whose truth is known, from decoded pictures to published people: each calibration and each refinement, raw against refined. "
            + "The networks look at each picture and crop once; every choice replays what they said.")
        {
            scenes, json, preset,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetValue(scenes) is { Length: > 0 } named ? Array.ConvertAll(named, Find) : [.. SceneCatalog.All];
            var networks = arguments.GetValue(preset)!;
            var file = arguments.GetValue(json) is { } path ? Path.GetFullPath(path) : null;
            if (file is not null && !Directory.Exists(Path.GetDirectoryName(file)))
            {
                throw new CommandFailedException($"--json: there is no folder {Path.GetDirectoryName(file)}");
            }

            var plan = ServicePlan.ForCameras(["scene=/"], CredentialRedactor.RedactAddress);
            if (!ModelPreset.TryParse(networks, out var chosen, out var problem))
            {
                throw new CommandFailedException($"--preset: {problem}");
            }

            if (chosen is not { Root: null, Lift: null, Mesh: null, Reid: null })
            {
                throw new CommandFailedException("--preset: only a detector, a pose network and a sequence network can be examined; leave root, lift, mesh and reid out");
            }

            var rows = await RunAsync(
                plan.With(chosen), wanted, time, cancellation).ConfigureAwait(false);
            SceneOutput.WriteTable(rows);
            if (file is not null)
            {
                Write(file, SceneOutput.Json(rows));
            }

            return 0;
        });
        return command;
    }

    private static void Write(string file, byte[] json)
    {
        try
        {
            AtomicFile.Write(file, json);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--json", file, exception);
        }
    }

    private static SceneScript Find(string name) => SceneCatalog.All.FirstOrDefault(scene => scene.Name == name)
        ?? throw new CommandFailedException($"there is no scene '{name}'; there are {string.Join(", ", SceneCatalog.All.Select(scene => scene.Name))}");

    private static async Task<IReadOnlyList<SceneRow>> RunAsync(ServicePlan plan, IReadOnlyList<SceneScript> scenes, TimeProvider time, CancellationToken cancellation)
    {
        using var loggers = Logs.Create(LogLevel.Warning);
        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        var store = ModelAccess.OpenStore(plan.ModelsFolder, catalog, loggers);
        var (detectorFile, poseFile) = (store.Find(catalog.Get(plan.Detector.Model)), store.Find(catalog.Get(plan.Pose.Model)));
        var sequenceFile = plan.Preset.Sequence is { } id ? store.Find(catalog.Get(id)) : null;
        var options = NetworkSet.OptionsFor(plan.Inference);
        var loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(options), loggers.CreateLogger<OnnxModelLoader>());
        using var detector = loader.LoadDetector(detectorFile.Manifest, detectorFile.Build, detectorFile.Path, options);
        using var pose = loader.LoadPose(poseFile.Manifest, poseFile.Build, poseFile.Path, options);
        using var sequence = sequenceFile is null ? null : loader.LoadTemporal(sequenceFile.Manifest, sequenceFile.Build, sequenceFile.Path, options);

        var shelf = new ClipShelf(CacheFolder.Of("clips"), media, loggers, time);
        ClipScript[] scripts = [.. scenes.SelectMany(scene => scene.Clips)];
        var clips = await shelf.TakeAsync(scripts, cancellation).ConfigureAwait(false);
        var evaluation = new SceneEvaluation(plan, detector, pose, sequence, time, loggers);
        var progress = CountProgress.OnTerminal(scripts.Length, "clips");
        var files = new MediaFiles(time);
        for (var i = 0; i < scripts.Length; i++)
        {
            var filmed = await FilmedClip.DecodeAsync(scripts[i], clips[i], files, cancellation).ConfigureAwait(false);
            await evaluation.AddAsync(scenes.First(scene => scene.Clips.Contains(scripts[i])).Name, filmed, SceneRefinement.All, cancellation).ConfigureAwait(false);
            progress?.Report(i + 1);
        }

        return [.. evaluation.Rows];
    }
}
