namespace PoseStream.Daemon.Commands;

/// <summary>One line on standard error that counts up.</summary>
/// <param name="total">0 where it is not known.</param>
internal sealed class CountProgress(int total, string what) : IProgress<int>
{
    /// <returns>Null where standard error is no terminal.</returns>
    public static CountProgress? OnTerminal(int total, string what) => Console.IsErrorRedirected ? null : new CountProgress(total, what);

    public void Report(int value) =>
        Console.Error.Write(total > 0 ? $"\r{value} of {total} {what}{(value == total ? "\n" : "")}" : $"\r{value} {what}");
}
