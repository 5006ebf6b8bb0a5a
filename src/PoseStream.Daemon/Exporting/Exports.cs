using System.Text;
using PoseStream.Core.Ports;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Exporting;

/// <summary>The files of --export: it listens while a recording is read, and writes when that is done. Files are whole or not there.</summary>
internal sealed class Exports(IReadOnlySet<ExportFormat> formats) : IDisposable
{
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

            if (formats.Any(format => format is not ExportFormat.Coco))
            {
                yield return _tracks;
            }
        }
    }

    /// <returns>The paths written.</returns>
    /// <exception cref="CommandFailedException">The disk refused one.</exception>
    public IReadOnlyList<string> Write(string folder)
    {
        List<string> written = [];
        void Keep(string name, byte[] contents)
        {
            var path = Path.Combine(folder, name);
            try
            {
                AtomicFile.Write(path, contents);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException($"--export: {path} cannot be written ({exception.Message})", exception);
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

        return written;
    }

    public void Dispose() => _keypoints.Dispose();
}
