using System.CommandLine;
using PoseStream.Core.Frames;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Datasets;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream dataset: synthetic samples with exact labels, as NumPy arrays, for training the built-in networks (src/training); and clips.</summary>
internal static class DatasetCommand
{
    private delegate void Run(DatasetOptions options, IProgress<int>? progress, CancellationToken cancellation);

    public static Command Create(TimeProvider time) => new("dataset", "Renders synthetic people with exact labels: for training, as NumPy arrays, or as a video.")
    {
        Kind("crops", "One person a picture, for a pose network: images.npy, joints.npy, cameras.npy.", new FrameGeometry(96, 128), DatasetRun.WriteCrops),
        Kind("sequences", $"{SequenceSample.Length} crops of one moving person, for a temporal network: images.npy, joints.npy, cameras.npy, moments.npy.", new FrameGeometry(96, 128), DatasetRun.WriteSequences),
        Kind("scenes", "Whole frames, for a detector: images.npy, boxes.npy.", new FrameGeometry(320, 192), DatasetRun.WriteScenes),
        DatasetClipCommand.Create(time),
    };

    private static Command Kind(string name, string description, FrameGeometry size, Run run)
    {
        var folder = new Option<string>("--out") { Description = "Folder for the arrays.", HelpName = "DIR", Required = true };
        var count = new Option<int>("--count") { Description = "Samples.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<uint>("--seed") { Description = "The same seed gives the same samples.", DefaultValueFactory = _ => 1 };
        var width = new Option<int>("--width") { Description = "Of the network's input.", DefaultValueFactory = _ => size.Width };
        var height = new Option<int>("--height") { Description = "Of the network's input.", DefaultValueFactory = _ => size.Height };
        var style = new Option<SampleStyle>("--style") { Description = "Scenes: what a camera put up with care sees; Wild: as varied as can be; Crowds: as Scenes, people before one another; Far: squares and parks with people far away (of scenes; else as Scenes).", DefaultValueFactory = _ => SampleStyle.Wild };
        var motions = new Option<string?>("--motions") { Description = "BVH recordings to use beside the built-in motions.", HelpName = "DIR" };
        var threads = new Option<int>("--threads") { Description = "Renderers at work.", DefaultValueFactory = _ => Environment.ProcessorCount };
        RequirePositive(count, width, height, threads);
        var command = new Command(name, description) { folder, count, seed, width, height, style, motions, threads };
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var options = new DatasetOptions(
                    arguments.GetValue(folder)!,
                    arguments.GetValue(count),
                    arguments.GetValue(seed),
                    new FrameGeometry(arguments.GetValue(width), arguments.GetValue(height)),
                    arguments.GetValue(style),
                    arguments.GetValue(motions),
                    arguments.GetValue(threads));
                try
                {
                    run(options, CountProgress.OnTerminal(options.Count, "samples"), cancellation);
                    return 0;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    throw FileProblem.NotWritten("--out", Path.Combine(Path.GetFullPath(options.Folder), "images.npy"), exception);
                }
            },
            cancellation));
        return command;
    }

    private static void RequirePositive(params ReadOnlySpan<Option<int>> options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                {
                    result.AddError($"{option.Name} must be at least 1");
                }
            });
        }
    }
}
