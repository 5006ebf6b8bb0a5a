using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Families;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Daemon.Models.Benching;
using PoseStream.Inference;
using Spectre.Console;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream models bench: how fast the networks of this machine are on it.</summary>
internal static class ModelsBenchCommand
{
    private static readonly int[] Batches = [1, 4, 8];
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create(Option<string?> folder, TimeProvider time)
    {
        var ids = new Argument<string[]>("ID") { Description = "Networks; all that are on this machine if none is named.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON array in place of the table." };
        var seconds = new Option<double>("--seconds") { Description = "For each network and batch.", DefaultValueFactory = _ => 1 };
        var provider = new Option<ExecutionProvider>("--provider") { Description = "What computes.", DefaultValueFactory = _ => ExecutionProvider.Auto };
        var command = new Command("bench", "Times networks on this machine: sampling, network and decoding of a frame or a person, one thread.") { ids, json, seconds, provider };
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var store = ModelsCommand.Open(arguments.GetValue(folder));
                var wanted = arguments.GetValue(ids) is { Length: > 0 } named ? named : [.. store.List().Where(entry => entry.State is ModelState.Present).Select(entry => entry.Id)];
                using var bench = new NetworkBench(time, arguments.GetValue(seconds));
                var results = wanted.SelectMany(id => Run(bench, store.Find(id), arguments.GetValue(provider), cancellation)).ToArray();
                Show(results, arguments.GetValue(json));
                return 0;
            },
            cancellation));
        return command;
    }

    private static IEnumerable<BenchResult> Run(NetworkBench bench, LocatedModel file, ExecutionProvider provider, CancellationToken cancellation)
    {
        foreach (var batch in Batches)
        {
            cancellation.ThrowIfCancellationRequested();
            var options = new InferenceOptions { Provider = provider, MaxBatch = batch, BatchOnCpu = true, LibraryFolders = [LibraryFolders.Installed] };
            var loader = new OnnxModelLoader(OnnxRuntimeLibrary.Load(options), NullLogger<OnnxModelLoader>.Instance);
            if (Time(bench, loader, file, options) is { } result)
            {
                yield return result;
            }
        }
    }

    /// <returns>Null where the network takes no such batch.</returns>
    private static BenchResult? Time(NetworkBench bench, OnnxModelLoader loader, LocatedModel file, InferenceOptions options)
    {
        var (manifest, build, path, batch) = (file.Manifest, file.Build, file.Path, options.MaxBatch);
        switch (manifest.Task)
        {
            case ModelTask.Detection:
                using (var detector = loader.LoadDetector(manifest, build, path, options))
                {
                    return detector.MaxBatch == batch ? bench.Time(detector, batch) : null;
                }

            case ModelTask.Reid:
                using (var reid = loader.LoadReid(manifest, build, path, options))
                {
                    return reid.MaxBatch == batch ? bench.Time(reid, batch) : null;
                }

            case ModelTask.Pose:
                using (var pose = loader.LoadPose(manifest, build, path, options))
                {
                    return pose.MaxBatch == batch ? bench.Time(pose, batch) : null;
                }

            case ModelTask.Root:
                using (var root = loader.LoadRoot(manifest, build, path, options))
                {
                    return root.MaxBatch == batch ? bench.Time(root, batch) : null;
                }

            case ModelTask.Mesh:
                var tables = file.Tables.ToDictionary(table => table.Key, table => TableFile.Read(table.Value), StringComparer.Ordinal);
                using (var mesh = loader.LoadMesh(manifest, build, path, tables, options))
                {
                    return mesh.MaxBatch == batch ? bench.Time(mesh, batch) : null;
                }

            default:
                using (var temporal = loader.LoadTemporal(manifest, build, path, options))
                {
                    return temporal.MaxBatch == batch ? bench.Time(temporal, manifest.Task, batch) : null;
                }
        }
    }

    private static void Show(IReadOnlyList<BenchResult> results, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results, Json));
            return;
        }

        var table = new Table().Border(TableBorder.Minimal).AddColumns("id", "task", "provider", "batch", "ms an item, median", "lowest", "items a second");
        foreach (var result in results)
        {
            string[] cells =
            [
                result.Id, result.Task, result.Provider, Text(result.Batch, "0"), Text(result.MsPerItem, "0.00"), Text(result.LowestMsPerItem, "0.00"), Text(result.ItemsPerSecond, "0"),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Terminal.Write(table);
        Console.WriteLine("A network without a line for a batch takes one item at a time.");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
