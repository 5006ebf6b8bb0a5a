using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using Spectre.Console;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream models: what networks there are and where they lie.</summary>
internal static class ModelsCommand
{
    private static readonly JsonSerializerOptions FamiliesJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create(TimeProvider time)
    {
        var folder = new Option<string?>("--models-dir") { Description = "The store, instead of the default one.", HelpName = "DIR", Recursive = true };
        return new Command("models", "Lists, adds, checks, downloads and times networks.")
        {
            folder, List(folder), Families(), Add(folder), Verify(folder), Pull(folder, time), ModelsBenchCommand.Create(folder, time),
        };
    }

    private static Command List(Option<string?> folder)
    {
        var command = new Command("list", "Every network of the catalogue and whether it is on this machine.");
        command.SetAction(arguments =>
        {
            var table = new Table().Border(TableBorder.Minimal).AddColumns("id", "task", "family", "licence", "state", "file");
            foreach (var entry in Open(arguments.GetValue(folder)).List())
            {
                string[] cells = [entry.Id, entry.Task.ToString().ToLowerInvariant(), entry.Family, entry.Licence, entry.State.ToString().ToLowerInvariant(), entry.Path ?? ""];
                table.AddRow([.. cells.Select(Markup.Escape)]);
            }

            Terminal.Write(table);
            return 0;
        });
        return command;
    }

    private static Command Families()
    {
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var command = new Command("families", "Every family of networks: what decodes it, what it gives, and what verified that.") { json };
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(FamilyRecord.All, FamiliesJson));
                return 0;
            }

            var table = new Table().Border(TableBorder.Minimal).AddColumns("family", "task", "networks", "roles", "gives", "skeleton", "verified by");
            foreach (var family in FamilyRecord.All)
            {
                string[] cells = [family.Name, family.Task, family.Systems, string.Join(", ", family.Roles), family.Outputs, family.Skeleton, family.Verified];
                table.AddRow([.. cells.Select(Markup.Escape)]);
            }

            Terminal.Write(table);
            return 0;
        });
        return command;
    }

    private static Command Add(Option<string?> folder)
    {
        var file = new Argument<string>("FILE") { Description = "A model file; it is known by its SHA-256." };
        var manifest = new Option<string?>("--manifest") { Description = "Its manifest, for a network that the catalogue does not know.", HelpName = "FILE" };
        var command = new Command("add", "Copies a model file into the store and cuts the outputs that nobody reads.") { file, manifest };
        command.SetAction(arguments =>
        {
            var model = Open(arguments.GetValue(folder)).Add(arguments.GetValue(file)!, arguments.GetValue(manifest));
            Console.WriteLine($"added {model.Manifest.Id}: {model.Path}");
            return 0;
        });
        return command;
    }

    private static Command Verify(Option<string?> folder)
    {
        var command = new Command("verify", "Reads every file of the store and compares its SHA-256.");
        command.SetAction(arguments =>
        {
            var store = Open(arguments.GetValue(folder));
            var (read, mismatches) = store.Verify();
            foreach (var mismatch in mismatches)
            {
                Console.Error.WriteLine($"posestream: {mismatch.Path}: expected SHA-256 {mismatch.Expected}, found {mismatch.Found}; delete it and get it again");
            }

            if (mismatches.Count == 0)
            {
                Console.WriteLine(read == 0 ? $"there is no model file of the catalogue in {store.Folder}" : $"{read} files read, each is as it was published or made");
            }

            return mismatches.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Pull(Option<string?> folder, TimeProvider time)
    {
        var id = new Argument<string>("ID")
        {
            Description = $"A network's id, as 'models list' shows it, or a preset for all of its networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}.",
        };
        var command = new Command("pull", "Downloads a network, goes on where an earlier download stopped, and checks it.") { id };
        command.SetAction(async (arguments, cancellation) =>
        {
            using var http = new HttpClient();
            var store = Open(arguments.GetValue(folder));
            using var loggers = Logs.Create(LogLevel.Warning);
            var downloader = new ModelDownloader(http, time, loggers.CreateLogger<ModelDownloader>());
            foreach (var wanted in NetworksOf(arguments.GetValue(id)!))
            {
                var progress = new PullProgress();
                var model = await store.PullAsync(wanted, downloader, progress, cancellation).ConfigureAwait(false);
                progress.Finish();
                Console.WriteLine($"{model.Manifest.Id}: {model.Path}");
            }

            return 0;
        });
        return command;
    }

    private static IReadOnlyList<string> NetworksOf(string id) =>
        ModelPreset.All.FirstOrDefault(preset => preset.Name == id) is { } preset ? [.. preset.Stages.Select(stage => stage.Model)] : [id];

    internal static ModelStore Open(string? folder)
    {
        folder ??= DataFolder.Of("models");
        return ModelAccess.OpenStore(folder, ModelCatalog.Load(folder), NullLoggerFactory.Instance);
    }
}
