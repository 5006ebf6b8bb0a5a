namespace PoseStream.Daemon.Models;

public enum ModelState
{
    /// <summary>A file with the right hash is in the store or in a search folder, and so are the tables that the network needs beside it.</summary>
    Present,

    /// <summary>The file or one of its tables is nowhere.</summary>
    Missing,

    /// <summary>The store has a file of that name with other contents, and the right one is nowhere.</summary>
    Corrupt,
}
