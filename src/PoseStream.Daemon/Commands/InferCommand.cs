using System.CommandLine;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Detecting;
using PoseStream.Daemon.Exporting;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Inferring;
using PoseStream.Daemon.Models;
using PoseStream.Daemon.Publishing.Files;
using PoseStream.Media;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream infer: one recording or address, every frame of it, into a file.</summary>
internal static class InferCommand
{
    public static Command Create(TimeProvider time)
    {
        var input = new Argument<string>("INPUT") { Description = "A file or an address." };
        var output = new Option<string>("--out") { Description = "The folder for poses.jsonl; made if absent.", HelpName = "DIR", Required = true };
        var preset = new Option<string>("--preset")
        {
            Description = $"The networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}; or stage by stage, as detect=ID,pose2d=ID,lift=ID.",
            HelpName = "NAME",
            DefaultValueFactory = _ => ModelPreset.All[0].Name,
        };
        var lens = new LensOptions("by default 60 are assumed, and distances are only as good as that.", withOldNames: true);
        var boxes = new Option<string?>("--boxes")
        {
            Description = $"People's boxes from a file in COCO's JSON instead of a detector; {WholeImageModel.Id}: one person fills the picture.",
            HelpName = "FILE",
        };
        var export = new Option<string?>("--export")
        {
            Description = $"Other formats beside poses.jsonl, a list of {ExportFormats.All}: OpenSim's markers and joint angles and BVH, a file a person, COCO keypoints, and, of networks that have them, markers of their own body model and surfaces. With a camera whose place is known, trc, mot, bvh and markers are in its world, the ground at y = 0.",
            HelpName = "LIST",
        };
        var command = new Command("infer", "Reads a recording without loss and writes its people, one PoseFrame a line.") { input, output, preset, boxes, export };
        lens.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var plan = PlanFor(arguments.GetValue(input)!, arguments.GetValue(preset)!, camera => lens.Apply(arguments, camera), arguments.GetValue(boxes));
            var formats = ExportFormats.Parse(arguments.GetValue(export));
            plan = plan with { Kinematics = plan.Kinematics with { Body = formats.Overlaps([ExportFormat.Mot, ExportFormat.Markers]) } };
            return await InferAsync(plan, arguments.GetValue(output)!, formats, new InferSummary(lens.Origin(arguments)), time, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static ServicePlan PlanFor(string input, string presetName, Func<CameraPlan, CameraPlan> withLens, string? boxes)
    {
        if (!ModelPreset.TryParse(presetName, out var preset, out var problem))
        {
            throw new CommandFailedException($"--preset: {problem}");
        }

        var plan = ServicePlan.ForCameras([$"{CameraName.Of(input)}={input}"], CredentialRedactor.RedactAddress).With(preset);
        return plan with
        {
            Cameras = new ValueList<CameraPlan>([withLens(plan.Cameras[0])]),
            Detector = boxes is null or WholeImageModel.Id
                ? plan.Detector with { Model = boxes ?? preset.Detector }
                : plan.Detector with { BoxesFile = Path.GetFullPath(boxes) },
            LogLevel = LogLevel.Warning,
        };
    }

    /// <summary>Before anything is read: some formats tell what only some networks know.</summary>
    private static void RequireNetworks(IReadOnlySet<ExportFormat> formats, PipelineNetworks networks)
    {
        if (formats.Contains(ExportFormat.Markers) && networks.Body is null)
        {
            throw new CommandFailedException("--export: markers are those of a network's own body model, and no network of this preset has one; trc writes joints");
        }

        if (formats.Contains(ExportFormat.Obj) && networks.Mesh is not { Topology.Faces.Count: > 0 })
        {
            throw new CommandFailedException(networks.Mesh is null
                ? "--export: obj is a surface, and no network of this preset makes one; name one as mesh"
                : $"--export: obj is made of faces, and '{networks.Mesh.Model.Id}' came without; name their file in its manifest's \"files\"");
        }
    }

    /// <summary>A recording must be read to its end; a stream has none, and ends when it is told to.</summary>
    private static bool IsWhole(SourceEnd end, CameraStatus status) => end.Reason switch
    {
        EndReason.EndOfFile or EndReason.EndOfStream => true,
        EndReason.Stopped => status.Report is { Duration: null },
        _ => false,
    };

    private static async Task<int> InferAsync(
        ServicePlan plan, string folder, IReadOnlySet<ExportFormat> formats, InferSummary summary, TimeProvider time, CancellationToken cancellation)
    {
        if (plan.Cameras[0].IsFile && FileProblem.OfAbsent(plan.Cameras[0].Url) is { } problem)
        {
            throw new CommandFailedException($"{plan.Cameras[0].Url}: {problem}");
        }

        using var loggers = Logs.Create(plan.LogLevel);
        var media = FFmpegLibrary.Load(LibraryFolders.FFmpeg, loggers.CreateLogger<FFmpegLibrary>(), time);
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        using var networks = NetworkSet.Load(plan, catalog, ModelAccess.OpenStore(plan.ModelsFolder, catalog, loggers), loggers);

        var mine = networks.Of(plan.PresetOf(plan.Cameras[0]));
        RequireNetworks(formats, mine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var output = PosesFile.Create(folder);
        using var poses = new JsonLinesPublisher(output.Stream, stop.Cancel);
        using var exports = new Exports(formats, Path.GetDirectoryName(output.Path)!, stop.Cancel);
        var services = new PipelineServices(
            [poses, summary, .. exports.Publishers], new TrackIdSequence(), time, Random.Shared, loggers.CreateLogger<CameraPipeline>());
        var (camera, source) = new CameraFactory(plan, media, time, loggers).Lossless(plan.Cameras[0]);
        using var pipeline = new CameraPipeline(camera, source, mine, services);

        var started = time.GetTimestamp();
        SourceEnd end;
        await using (var progress = InferProgress.Start(pipeline.Monitor, summary, time))
        {
            end = await pipeline.RunAsync(stop.Token).ConfigureAwait(false);
        }

        poses.Finish();
        var flow = pipeline.Ledger.Snapshot();
        if (poses.Fault is { } fault)
        {
            output.Keep();
            throw FileProblem.NotWritten("--out", output.PartialPath, fault, "; it holds the first frames only");
        }

        if (exports.Fault is { } refused)
        {
            output.Keep();
            throw refused;
        }

        if (flow.Published == 0)
        {
            throw new CommandFailedException(flow.Decoded == 0
                ? $"{source.DisplayName}: {end.Message}"
                : $"{source.DisplayName}: none of its {flow.Decoded} frames could be processed; the warnings say why");
        }

        if (!IsWhole(end, pipeline.Monitor.Snapshot()))
        {
            output.Keep();
            await Console.Error.WriteLineAsync($"posestream: {source.DisplayName}: {end.Message} after {flow.Published} frames; {output.PartialPath} holds them").ConfigureAwait(false);
            return end.Reason is EndReason.Stopped ? CommandLine.Interrupted : CommandLine.Failed;
        }

        output.Complete();
        foreach (var path in exports.Write())
        {
            await Console.Out.WriteLineAsync(path).ConfigureAwait(false);
        }

        await Console.Out.WriteLineAsync(summary.Describe(output.Path, flow, time.GetElapsedTime(started))).ConfigureAwait(false);
        return 0;
    }
}
