namespace PoseStream.Daemon.Hosting;

/// <summary>A command cannot go on, for a reason that the user can act on. The message is the one line that is shown.</summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message)
        : base(message)
    {
    }

    public CommandFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
