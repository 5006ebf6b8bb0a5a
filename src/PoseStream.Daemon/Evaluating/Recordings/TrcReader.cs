using System.Globalization;
using System.Numerics;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>OpenSim's marker files (.trc): tab-separated; a frame number, a time and three numbers a marker; an empty or NaN cell is an absent marker.</summary>
internal static class TrcReader
{
    private const int ValueLine = 2;
    private const int NameLine = 3;
    private const int FirstDataLine = 5;

    /// <exception cref="Hosting.CommandFailedException">One line with the file and the line.</exception>
    public static PoseRecording Read(string file)
    {
        var lines = BadFile.Reading(file, () => File.ReadAllLines(file));
        if (lines.Length <= FirstDataLine || !lines[0].StartsWith("PathFileType", StringComparison.Ordinal))
        {
            throw BadFile.At(file, "line 1", "is no TRC file, which starts with PathFileType and has five lines of header");
        }

        var perUnit = MetersPerUnit(file, lines);
        string[] markers = [.. lines[NameLine].Split('\t').Skip(2).Select(name => name.Trim()).Where(name => name.Length > 0)];
        string[] names = [.. markers.Select(JointNames.OfMarker)];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw BadFile.At(file, $"line {NameLine + 1}", $"two markers are {twice.Key}");
        }

        List<RecordedFrame> frames = [];
        for (var i = FirstDataLine; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
            {
                frames.Add(FrameOf(file, i, lines[i].Split('\t'), names.Length, perUnit));
            }
        }

        return frames.Count > 0
            ? new PoseRecording(file, RecordingSpace.World, JointNames.Skeleton("trc", names), frames)
            : throw BadFile.Of(file, "has no frame");
    }

    private static double MetersPerUnit(string file, string[] lines)
    {
        var at = Array.IndexOf(lines[ValueLine - 1].Split('\t'), "Units");
        var values = lines[ValueLine].Split('\t');
        return (at >= 0 && at < values.Length ? values[at].Trim() : string.Empty) switch
        {
            "m" => 1,
            "mm" => 0.001,
            "cm" => 0.01,
            var unit => throw BadFile.At(file, $"line {ValueLine + 1}", $"Units is \"{unit}\"; it must be m, cm or mm"),
        };
    }

    private static RecordedFrame FrameOf(string file, int line, string[] cells, int markers, double perUnit)
    {
        var time = NumberAt(file, line, cells, 1);
        var joints = new Vector3[markers];
        for (var i = 0; i < markers; i++)
        {
            float Axis(int axis) => (float)(perUnit * NumberAt(file, line, cells, (3 * i) + 2 + axis));
            joints[i] = new Vector3(Axis(0), Axis(1), Axis(2));
        }

        return double.IsFinite(time)
            ? new RecordedFrame(string.Empty, FrameNumbers.Canonical(cells[0].Trim()), time, [new RecordedPerson(1, null, 1, false, joints, [])])
            : throw BadFile.At(file, $"line {line + 1}", "has no time");
    }

    /// <summary>NaN where the cell is empty or beyond the end: writers leave out what was not seen.</summary>
    private static double NumberAt(string file, int line, string[] cells, int column)
    {
        var text = column < cells.Length ? cells[column].Trim() : string.Empty;
        return text.Length == 0 ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : throw BadFile.At(file, $"line {line + 1}, column {column + 1}", $"\"{text}\" is no number");
    }
}
