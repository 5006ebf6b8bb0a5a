using System.CommandLine;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Media;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream calibrate: finds out about a camera what nobody measured.</summary>
internal static class CalibrateCommand
{
    // A camera has no end; a minute of a pavement is enough.
    private const double LiveSeconds = 60;

    public static Command Create(TimeProvider time) => new("calibrate", "Finds out where a camera is.") { Ground(time) };

    private static Command Ground(TimeProvider time)
    {
        var input = new Argument<string>("INPUT") { Description = "A recording or an address, with people walking about." };
        var output = new Option<string>("--out") { Description = "The calibration file to write, .json; the configuration's \"calibration\" reads it.", HelpName = "FILE", Required = true };
        var lens = new LensOptions("by default found from the people too.", withPlace: false, withOldNames: true);
        var seconds = new Option<double?>("--seconds") { Description = $"How long to look: by default the whole recording, or {LiveSeconds} s of a camera.", HelpName = "S" };
        var stature = new Option<double?>("--stature") { Description = "The mean stature of these people in metres, measured; one person is enough then. By default 1.70 for adults.", HelpName = "M" };
        var preset = new Option<string>("--preset")
        {
            Description = $"The networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}.", HelpName = "NAME", DefaultValueFactory = _ => ModelPreset.All[0].Name,
        };
        var command = new Command("ground", "Finds a camera's height, pitch and roll, and so the ground, and its field of view where that is not given, from people who walk; and says how sure that is.")
        {
            input, output, seconds, stature, preset,
        };
        lens.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var range = arguments.GetValue(stature) is { } known ? StatureRange.Of(Within("--stature", known, 0.5, 2.5, "m")) : StatureRange.Adults;
            var plan = PlanFor(arguments.GetValue(input)!, arguments.GetValue(preset)!, camera => lens.Apply(arguments, camera));
            var length = arguments.GetValue(seconds) is { } wanted ? Within("--seconds", wanted, 1, 86400, "s") : plan.Cameras[0].IsFile ? (double?)null : LiveSeconds;
            var target = OutputOf(arguments.GetValue(output)!);
            if (plan.Cameras[0].IsFile && FileProblem.OfAbsent(plan.Cameras[0].Url) is { } problem)
            {
                throw new CommandFailedException($"{plan.Cameras[0].Url}: {problem}");
            }

            var watched = await GroundRun.WatchAsync(plan, length is { } limit ? TimeSpan.FromSeconds(limit) : null, time, cancellation).ConfigureAwait(false);
            Finish(watched, range, arguments.GetValue(stature) is not null, !lens.Given(arguments).Any(), target);
        });
        return command;
    }

    private static void Finish(SightingCollector watched, StatureRange stature, bool statureIsKnown, bool findLens, string target)
    {
        var camera = watched.Camera! with { CameraToWorld = null };
        var estimate = GroundEstimator.Estimate(watched.Sightings, camera, stature, statureIsKnown, findLens);
        try
        {
            AtomicFile.Write(target, GroundReport.File(estimate, stature));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", target, exception);
        }

        Console.WriteLine(target);
        Console.WriteLine(GroundReport.Describe(estimate, stature));
        if (findLens)
        {
            Console.WriteLine(estimate.LensWasFound ? GroundReport.Lens(estimate.Camera) : GroundReport.Sensitivity(watched.Sightings, estimate, camera, stature, statureIsKnown));
        }
    }

    private static ServicePlan PlanFor(string input, string presetName, Func<CameraPlan, CameraPlan> withLens)
    {
        if (!ModelPreset.TryParse(presetName, out var preset, out var problem))
        {
            throw new CommandFailedException($"--preset: {problem}");
        }

        var plan = ServicePlan.ForCameras([$"camera={input}"], CredentialRedactor.RedactAddress).With(preset);
        return plan with
        {
            Cameras = new ValueList<CameraPlan>([withLens(plan.Cameras[0])]),
            LogLevel = LogLevel.Warning,
        };
    }

    /// <summary>Told before an hour of looking, not after.</summary>
    private static string OutputOf(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Path.GetExtension(full).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailedException($"--out: {path} must end in .json; by that the file is known again");
        }

        if (Directory.Exists(full))
        {
            throw new CommandFailedException($"--out: {full} is a folder; name one file in it");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--out", full, exception);
        }
    }

    private static double Within(string option, double value, double least, double most, string unit) => value >= least && value <= most
        ? value
        : throw new CommandFailedException(FormattableString.Invariant($"{option}: {value} is out of range; give {least} to {most} {unit}"));
}
