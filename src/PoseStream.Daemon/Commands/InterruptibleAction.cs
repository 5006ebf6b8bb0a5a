using System.CommandLine;
using System.CommandLine.Invocation;

namespace PoseStream.Daemon.Commands;

/// <summary>
/// An action that a signal cancels from its first step. The library waits at a signal only for actions that have given it their task; loading networks or rendering takes seconds, none of it
/// asynchronous, and a signal in that time would end the process.
/// </summary>
internal sealed class InterruptibleAction(AsynchronousCommandLineAction action) : AsynchronousCommandLineAction
{
    /// <summary>Makes the actions of a command and of all below it so.</summary>
    public static void Use(Command command)
    {
        if (command.Action is AsynchronousCommandLineAction action)
        {
            command.Action = new InterruptibleAction(action);
        }

        foreach (var below in command.Subcommands)
        {
            Use(below);
        }
    }

    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await action.InvokeAsync(parseResult, cancellationToken).ConfigureAwait(false);
    }
}
