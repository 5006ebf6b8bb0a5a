using System.CommandLine;
using System.CommandLine.Invocation;
using PoseStream.Media;

namespace PoseStream.Daemon.Commands;

/// <summary>All commands, and how they end: 0 done, 1 an error that was told in one line or a wrong command line, 78 a service whose configuration is wrong, 130 interrupted.</summary>
public static class CommandLine
{
    internal const int Failed = 1;

    // EX_CONFIG of sysexits.h: what starts the service anew after a failure need not try again.
    internal const int Misconfigured = 78;

    // As shells say it of a program that ended by Ctrl-C; run, watch and simulate, which end in no other way, say 0.
    internal const int Interrupted = 130;

    // Cameras and publishers end within a few seconds; what hangs longer is cut off.
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var root = new RootCommand("PoseStream: metric 3D people from camera streams, over gRPC and MQTT. The launcher also knows './posestream test' and './posestream bench'.")
        {
            DemoCommand.Create(time),
            RunCommand.Create(time),
            InferCommand.Create(time),
            EvalCommand.Create(time),
            WatchCommand.Create(time),
            SimulateCommand.Create(time),
            ModelsCommand.Create(time),
            CalibrateCommand.Create(time),
            DoctorCommand.Create(time),
            DatasetCommand.Create(time),
        };
        InterruptibleAction.Use(root);
        try
        {
            var parsed = root.Parse(args);
            var complaint = parsed.Action as ParseErrorAction;
            var command = parsed.CommandResult.Command;
            if (complaint is not null)
            {
                // Of commands that only lead to others help lists these; that of one that does something would push the error out of sight.
                complaint.ShowHelp = command.Subcommands.Count > 0;
            }

            var code = await parsed
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ShutdownLimit })
                .ConfigureAwait(false);
            if (complaint is { ShowHelp: false })
            {
                await TellAsync([$"'{PathTo(command)} --help' tells what it takes"]).ConfigureAwait(false);
            }

            return code;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception exception) when (ExpectedFailures.LinesOf(exception) is { } lines)
        {
            await TellAsync(lines).ConfigureAwait(false);
            return Failed;
        }
    }

    /// <summary>As it is typed.</summary>
    private static string PathTo(Command command) => command is RootCommand ? "posestream" : $"{PathTo(command.Parents.OfType<Command>().First())} {command.Name}";

    /// <summary>Says on standard error why a command does not go on.</summary>
    internal static async Task TellAsync(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync($"posestream: {CredentialRedactor.Redact(line)}").ConfigureAwait(false);
        }
    }
}
