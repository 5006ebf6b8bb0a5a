using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>
/// NumPy's .npz: a zip of arrays. An entry is an array of numbers, or one pickled object, which is read as far as it is dictionaries, lists, texts
/// and arrays; nothing in a file is ever run.
/// </summary>
internal static partial class NpzFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <returns>By entry name without .npy: <see cref="NpyArray"/>, or what a pickle holds.</returns>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the entry.</exception>
    public static IReadOnlyDictionary<string, object?> Read(string file) => BadFile.Reading(file, () =>
    {
        try
        {
            using var zip = ZipFile.OpenRead(file);
            return zip.Entries.ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.FullName), entry => ReadEntry(file, entry), StringComparer.Ordinal);
        }
        catch (InvalidDataException exception)
        {
            throw BadFile.Of(file, $"is no npz file ({exception.Message})");
        }
    });

    /// <summary>A .npy by itself.</summary>
    /// <exception cref="FormatException">It is none, or holds no numbers.</exception>
    public static NpyArray ReadArray(ReadOnlyMemory<byte> data) => Parse(data) as NpyArray ?? throw new FormatException("holds no numbers");

    private static object? ReadEntry(string file, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        try
        {
            return Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw BadFile.At(file, entry.FullName, exception.Message);
        }
    }

    private static object? Parse(ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        if (bytes.Length < 12 || !bytes.StartsWith(Magic))
        {
            throw new FormatException("is no NumPy array");
        }

        // Version 1 has a length of two bytes, later ones of four.
        var (length, start) = bytes[6] == 1 ? (BitConverter.ToUInt16(bytes[8..]), 10) : (BitConverter.ToInt32(bytes[8..]), 12);
        if (length < 0 || start + length > bytes.Length)
        {
            throw new FormatException("ends within its header");
        }

        var header = Encoding.UTF8.GetString(bytes.Slice(start, length));
        var match = Header().Match(header);
        if (!match.Success)
        {
            throw new FormatException($"has a header that cannot be read: {header.Trim()}");
        }

        int[] shape = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        var type = match.Groups["type"].Value;
        return type.EndsWith('O') ? Pickle.Read(data[(start + length)..]) : NpyData.Read(type, shape, match.Groups["fortran"].Value == "True", bytes[(start + length)..]);
    }

    [GeneratedRegex(@"'descr':\s*'(?<type>[^']+)'.*'fortran_order':\s*(?<fortran>True|False).*'shape':\s*\((?<shape>[0-9, ]*)\)")]
    private static partial Regex Header();
}
