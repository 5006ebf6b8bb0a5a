using System.Globalization;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Tracks;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Evaluating.Recordings;

namespace PoseStream.Daemon.Evaluating.Tracks;

/// <summary>Boxes with identities over time: MOTChallenge's text (.txt) or our own JSON Lines (.jsonl). Frames by number, in its order.</summary>
internal static class TrackFile
{
    private const int LeastCells = 6;
    private const int ConsideredCell = 6;

    /// <param name="isTruth">In MOTChallenge's truth the seventh number is 0 for a box that need not be found; in results it is a confidence.</param>
    /// <param name="minimumVisible">Truths of whom a smaller share is seen need not be found; for synthetic truth.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the place.</exception>
    public static SortedDictionary<long, TrackFrame> Read(string file, bool isTruth, double minimumVisible) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".txt" => ReadText(file, isTruth),
        ".jsonl" => ReadLines(file, minimumVisible),
        _ => throw BadFile.Of(file, "its format is not known by its ending; there are .txt (MOTChallenge) and .jsonl (infer, synthetic truth)"),
    };

    private static SortedDictionary<long, TrackFrame> ReadLines(string file, double minimumVisible)
    {
        SortedDictionary<long, TrackFrame> frames = [];
        foreach (var frame in JsonLinesReader.Read(file, minimumVisible).Frames)
        {
            if (!long.TryParse(frame.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw BadFile.Of(file, $"picture \"{frame.Name}\" is no frame number; tracks need the order of frames");
            }

            frames[number] = new TrackFrame(BoxesOf(frame, optional: false), BoxesOf(frame, optional: true));
        }

        return frames;
    }

    private static TrackedBox[] BoxesOf(RecordedFrame frame, bool optional) =>
        [.. frame.People.Where(person => person.IsOptional == optional).Select(person => new TrackedBox(person.Identity, person.Box!.Value))];

    private static SortedDictionary<long, TrackFrame> ReadText(string file, bool isTruth)
    {
        SortedDictionary<long, (List<TrackedBox> Boxes, List<TrackedBox> Optional)> frames = [];
        var number = 0;
        foreach (var line in BadFile.Reading(file, () => File.ReadAllLines(file)))
        {
            number++;
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length < LeastCells)
            {
                throw BadFile.At(file, $"line {number}", $"has {cells.Length} values; MOTChallenge has frame, id, left, top, width, height, …");
            }

            var values = cells.Take(LeastCells + 1).Select((cell, i) => NumberOf(file, number, cell, i)).ToArray();
            var box = new BoundingBox((float)values[2], (float)values[3], (float)(values[2] + values[4]), (float)(values[3] + values[5]));
            if (!frames.TryGetValue((long)values[0], out var frame))
            {
                frames[(long)values[0]] = frame = ([], []);
            }

            if (frame.Boxes.Concat(frame.Optional).Any(other => other.Identity == (ulong)values[1]))
            {
                throw BadFile.At(file, $"line {number}", $"id {cells[1]} is in frame {cells[0]} twice");
            }

            var optional = isTruth && values.Length > ConsideredCell && values[ConsideredCell] == 0;
            (optional ? frame.Optional : frame.Boxes).Add(new TrackedBox((ulong)values[1], box));
        }

        return frames.Count > 0
            ? new SortedDictionary<long, TrackFrame>(frames.ToDictionary(entry => entry.Key, entry => new TrackFrame(entry.Value.Boxes, entry.Value.Optional)))
            : throw BadFile.Of(file, "has no line");
    }

    private static double NumberOf(string file, int line, string cell, int column) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (column > 1 || (value >= 0 && value == Math.Floor(value)))
            ? value
            : throw BadFile.At(file, $"line {line}, value {column + 1}", $"\"{cell}\" is no {(column > 1 ? "number" : "whole number from 0")}");
}
