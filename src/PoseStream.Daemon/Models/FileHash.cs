using System.Security.Cryptography;

namespace PoseStream.Daemon.Models;

/// <summary>SHA-256 of a file, always of what is in it now: hashing networks of a preset takes some 20 ms, and a remembered hash is one that can be wrong.</summary>
internal static class FileHash
{
    /// <summary>Lower-case hex.</summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
