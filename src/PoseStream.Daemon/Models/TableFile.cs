using System.Globalization;
using PoseStream.Daemon.Evaluating.Numpy;

namespace PoseStream.Daemon.Models;

/// <summary>Files of numbers beside a network: a NumPy array, or text.</summary>
internal static class TableFile
{
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';'];

    public static string[] Extensions { get; } = [".npy", ".txt"];

    /// <summary>All numbers, last index fastest. Whole ones are exact up to 16 million, more than a body has vertices.</summary>
    /// <exception cref="ModelStoreException">One line: the file, and what is wrong in it.</exception>
    public static IReadOnlyList<float> Read(string path)
    {
        try
        {
            return Path.GetExtension(path) == ".npy"
                ? NpzFile.ReadArray(File.ReadAllBytes(path)).Values
                : [.. File.ReadAllText(path).Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            throw new ModelStoreException($"{path}: is no file of numbers ({exception.Message}); write a NumPy array of numbers as .npy, or numbers with spaces between as .txt", exception);
        }
    }
}
