using System.Globalization;

namespace PoseStream.Daemon.Hosting;

/// <summary>Whether standard error is systemd's journal. Its variable alone does not say so: it is inherited by all that a service starts, wherever their output goes.</summary>
internal static class JournalStream
{
    private const string Variable = "JOURNAL_STREAM";
    private const string StandardError = "/proc/self/fd/2";

    public static bool IsStandardError() => Is(Environment.GetEnvironmentVariable(Variable), new FileInfo(StandardError).LinkTarget);

    /// <param name="variable">device:inode, in decimal.</param>
    /// <param name="target">What the descriptor links to: socket:[inode].</param>
    public static bool Is(string? variable, string? target) =>
        variable?.Split(':') is [_, var inode]
        && ulong.TryParse(inode, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && target == $"socket:[{inode}]";
}
