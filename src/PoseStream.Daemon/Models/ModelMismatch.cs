namespace PoseStream.Daemon.Models;

/// <summary>A file of the store that is not what it should be.</summary>
/// <param name="Found">The SHA-256 of the file.</param>
public sealed record ModelMismatch(string Path, string Expected, string Found)
{
    public override string ToString() => $"{Path}: expected SHA-256 {Expected}, found {Found}; delete the file and get it again";
}
