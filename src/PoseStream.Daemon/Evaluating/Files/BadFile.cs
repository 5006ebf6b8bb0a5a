using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Files;

/// <summary>What is told of a file that cannot be used: one line with the file, the place in it and what to do.</summary>
internal static class BadFile
{
    public static CommandFailedException At(string file, string place, string problem) => new($"{file}: {place}: {problem}");

    public static CommandFailedException Of(string file, string problem) => new($"{file}: {problem}");

    /// <summary>Runs what reads a file and tells of a file that is absent, locked or no file.</summary>
    /// <exception cref="CommandFailedException"/>
    public static T Reading<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{file}: there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file}: {(Directory.Exists(file) ? "is a folder; name one file in it" : $"cannot be read ({FileProblem.Reason(file, exception)})")}", exception);
        }
    }
}
