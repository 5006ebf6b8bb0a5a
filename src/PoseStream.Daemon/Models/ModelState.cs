namespace PoseStream.Daemon.Models;

public enum ModelState
{
    /// <summary>A file with the right hash is in the store or in a search folder.</summary>
    Present,

    Missing,

    /// <summary>The store has a file of that name with other contents, and the right one is nowhere.</summary>
    Corrupt,
}
