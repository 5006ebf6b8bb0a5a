using System.Globalization;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Angles;

/// <summary>OpenSim's motion files (.mot): a header up to "endheader", the names of the columns, then rows. Columns in metres (…_tx, _ty, _tz) are left out (facts: model contracts §9.4).</summary>
internal static class MotReader
{
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the line.</exception>
    public static AngleTable Read(string file)
    {
        var lines = BadFile.Reading(file, () => File.ReadAllLines(file));
        var end = Array.FindIndex(lines, line => line.Trim() == "endheader");
        if (end < 0)
        {
            throw BadFile.Of(file, "is no motion file of OpenSim: it has no line \"endheader\"");
        }

        var degrees = InDegrees(file, lines[..end]);
        var header = Array.FindIndex(lines, end + 1, line => line.Trim().Length > 0);
        string[] names = header < 0 ? [] : [.. lines[header].Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries)];
        if (names is not ["time", _, ..])
        {
            throw BadFile.At(file, $"line {Math.Max(header, end) + 1}", "the names of the columns must stand here, the first being time");
        }

        int[] angles = [.. Enumerable.Range(1, names.Length - 1).Where(i => !IsTranslation(names[i]))];
        List<(double, double[])> rows = [];
        for (var i = header + 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
            {
                var row = RowOf(file, i, lines[i], names.Length);
                rows.Add((row[0], [.. angles.Select(column => degrees ? row[column] : double.RadiansToDegrees(row[column]))]));
            }
        }

        return rows.Count > 0 ? new AngleTable(file, [.. angles.Select(i => names[i])], rows) : throw BadFile.Of(file, "has no row");
    }

    private static bool InDegrees(string file, string[] header) =>
        header.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("inDegrees=", StringComparison.Ordinal)) switch
        {
            "inDegrees=yes" => true,
            "inDegrees=no" => false,
            var line => throw BadFile.Of(file, line is null ? "its header has no line inDegrees=yes or inDegrees=no" : $"{line}: it must be yes or no"),
        };

    private static bool IsTranslation(string name) => name.EndsWith("_tx", StringComparison.Ordinal) || name.EndsWith("_ty", StringComparison.Ordinal) || name.EndsWith("_tz", StringComparison.Ordinal);

    private static double[] RowOf(string file, int line, string text, int columns)
    {
        var cells = text.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length != columns)
        {
            throw BadFile.At(file, $"line {line + 1}", $"has {cells.Length} values; there are {columns} columns");
        }

        return [.. cells.Select((cell, i) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw BadFile.At(file, $"line {line + 1}, column {i + 1}", $"\"{cell}\" is no number"))];
    }
}
