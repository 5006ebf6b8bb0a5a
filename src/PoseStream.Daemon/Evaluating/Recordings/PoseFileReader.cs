using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Reads people over time from a file; its ending tells the format.</summary>
internal static class PoseFileReader
{
    public const string Formats = ".jsonl (infer, synthetic truth), .json (Human3.6M joint_3d), .npz (VideoPose3D), .trc";

    /// <param name="minimumVisible">Truths of whom a smaller share is seen need not be found; for synthetic truth.</param>
    /// <param name="camera">Of Human3.6M: its poses are turned into this camera's frame; null: they stay in the room's.</param>
    /// <param name="sequence">Only this one, so that it can be compared with a file that has no sequences; null: all.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the field.</exception>
    public static PoseRecording Read(string file, double minimumVisible, string? camera = null, string? sequence = null)
    {
        var recording = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".jsonl" => JsonLinesReader.Read(file, minimumVisible),
            ".json" => Human36MReader.Read(file, camera),
            ".npz" => NpzReader.Read(file),
            ".trc" => TrcReader.Read(file),
            _ => throw BadFile.Of(file, $"its format is not known by its ending; there are {Formats}"),
        };
        if (recording.Frames.GroupBy(frame => (frame.Sequence, frame.Name)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw BadFile.Of(file, $"has frame {twice.Key.Name} twice");
        }

        return sequence is null || recording.Frames.All(frame => frame.Sequence.Length == 0) ? recording : Only(recording, sequence);
    }

    private static PoseRecording Only(PoseRecording recording, string sequence)
    {
        RecordedFrame[] frames = [.. recording.Frames.Where(frame => frame.Sequence == sequence).Select(frame => frame with { Sequence = string.Empty })];
        return frames.Length > 0
            ? recording with { Frames = frames }
            : throw BadFile.Of(recording.File, $"has no sequence \"{sequence}\"; there are {string.Join(", ", recording.Frames.Select(frame => frame.Sequence).Distinct())}");
    }
}
