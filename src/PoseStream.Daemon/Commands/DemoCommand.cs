using System.CommandLine;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream demo: the whole service on simulated cameras, measured against the truth.</summary>
internal static class DemoCommand
{
    private const int MostCameras = 64;
    private const double LongestSeconds = 24 * 3600;

    public static Command Create(TimeProvider time)
    {
        var cameras = new Option<int>("--cameras") { Description = "Simulated cameras: a street, a room, a gym, and so on in turn.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var duration = new Option<double>("--duration") { Description = "Seconds until it ends by itself.", HelpName = "S", DefaultValueFactory = _ => 30 };
        var json = new Option<string?>("--json") { Description = "Writes the result as one JSON object.", HelpName = "FILE" };
        var config = new Option<string?>("--config") { Description = "Other networks, ports or a broker: a configuration file, of which all but the cameras is used.", HelpName = "FILE" };
        var people = new Option<bool>("--calibrate-from-people") { Description = "The service is not told the lenses and learns them, and where the cameras hang, from the people." };
        var command = new Command("demo", "Shows the service at work without a camera, and how right it is: simulated cameras, whose every joint is known.") { cameras, duration, json, config, people };
        command.SetAction(async (arguments, cancellation) =>
        {
            var options = new DemoOptions(arguments.GetValue(cameras), TimeSpan.Zero, arguments.GetValue(json), arguments.GetValue(config), arguments.GetValue(people));
            if (options.Cameras is < 1 or > MostCameras)
            {
                throw new CommandFailedException($"--cameras: {options.Cameras} cannot be simulated; give 1 to {MostCameras}");
            }

            var seconds = arguments.GetValue(duration);
            if (seconds is not (>= 1 and <= LongestSeconds))
            {
                throw new CommandFailedException($"--duration: {seconds} is no duration; give 1 to {LongestSeconds} seconds");
            }

            if (options.JsonPath is { } path && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            {
                throw new CommandFailedException($"--json: there is no folder {folder}; make it, or write elsewhere");
            }

            var outcome = await Demo.RunAsync(options with { Duration = TimeSpan.FromSeconds(seconds) }, time, cancellation).ConfigureAwait(false);
            return outcome switch
            {
                DemoOutcome.Good => 0,
                DemoOutcome.Interrupted => CommandLine.Interrupted,
                _ => CommandLine.Failed,
            };
        });
        return command;
    }
}
