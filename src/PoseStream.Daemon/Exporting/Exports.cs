using System.Globalization;
using System.Text;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Exporting;

/// <summary>The files of --export: it listens while a recording is read, and writes when that is done. Files are whole or not there.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="failed">Called when the disk refuses what cannot wait for the end.</param>
internal sealed class Exports(IReadOnlySet<ExportFormat> formats, string folder, Action failed) : IDisposable
{
    private readonly ObjFolder _surfaces = new(folder, failed);
    private readonly TrackRecorder _tracks = new();
    private readonly CocoKeypointFile _keypoints = new();

    /// <summary>Only what the formats need.</summary>
    public IEnumerable<IPosePublisher> Publishers
    {
        get
        {
            if (formats.Contains(ExportFormat.Coco))
            {
                yield return _keypoints;
            }

            if (formats.Contains(ExportFormat.Obj))
            {
                yield return _surfaces;
            }

            if (AnyOfTracks)
            {
                yield return _tracks;
            }
        }
    }

    /// <summary>Why the disk refused what cannot wait for the end, and the recording was given up; null if it did not.</summary>
    public CommandFailedException? Fault => _surfaces.Fault;

    private bool AnyOfTracks => formats.Any(format => format is not (ExportFormat.Coco or ExportFormat.Obj));

    /// <returns>What was written, a line each; and who was left out.</returns>
    /// <exception cref="CommandFailedException">The disk refused one.</exception>
    public IReadOnlyList<string> Write()
    {
        List<string> written = [];
        if (formats.Contains(ExportFormat.Obj))
        {
            written.Add(_surfaces.Fault is { } fault ? throw fault : _surfaces.Describe());
        }

        void Keep(string name, byte[] contents)
        {
            var path = Path.Combine(folder, name);
            try
            {
                AtomicFile.Write(path, contents);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw FileProblem.NotWritten("--export", path, exception);
            }

            written.Add(path);
        }

        if (formats.Contains(ExportFormat.Coco))
        {
            Keep("keypoints.json", _keypoints.Finish());
        }

        foreach (var track in _tracks.Tracks)
        {
            KeepTrack(ExportFormat.Trc, "trc", TrcFile.Write);
            KeepTrack(ExportFormat.Mot, "mot", MotFile.Write);
            KeepTrack(ExportFormat.Bvh, "bvh", BvhFileText.Write);
            if (track.Body is not null)
            {
                KeepTrack(ExportFormat.Markers, "markers.trc", TrcFile.WriteMarkers);
            }

            void KeepTrack(ExportFormat format, string extension, Action<TextWriter, RecordedTrack> write)
            {
                if (formats.Contains(format))
                {
                    using var text = new StringWriter();
                    write(text, track);
                    Keep($"{track.Name}.{extension}", Encoding.UTF8.GetBytes(text.ToString()));
                }
            }
        }

        if (AnyOfTracks && _tracks.LeftOut is > 0 and var leftOut)
        {
            written.Add(string.Create(CultureInfo.InvariantCulture, $"confirmed tracks without a file of their own, each with fewer than two poses in metres: {leftOut}"));
        }

        return written;
    }

    public void Dispose() => _keypoints.Dispose();
}
