using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Reads people over time from a file; its ending tells the format.</summary>
internal static class PoseFileReader
{
    public const string Formats = ".jsonl (infer, synthetic truth), .json (Human3.6M joint_3d), .npz (VideoPose3D), .trc";

    /// <param name="minimumVisible">Truths of whom a smaller share is seen need not be found; for synthetic truth.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the field.</exception>
    public static PoseRecording Read(string file, double minimumVisible)
    {
        var recording = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".jsonl" => JsonLinesReader.Read(file, minimumVisible),
            ".json" => Human36MReader.Read(file),
            ".npz" => NpzReader.Read(file),
            ".trc" => TrcReader.Read(file),
            _ => throw BadFile.Of(file, $"its format is not known by its ending; there are {Formats}"),
        };
        return recording.Frames.GroupBy(frame => (frame.Sequence, frame.Name)).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw BadFile.Of(file, $"has frame {twice.Key.Name} twice")
            : recording;
    }
}
