using System.Globalization;
using System.Text;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// Writes the surface of each confirmed person of each frame at once, for a recording's are too much to keep: track-7.obj/000042.obj is that of frame 42. Every one is looked at:
/// those with faults are written all the same, and told of.
/// </summary>
/// <param name="folder">Made if absent.</param>
/// <param name="failed">Called once, when the disk refuses: there is no point in going on.</param>
internal sealed class ObjFolder(string folder, Action failed) : IPosePublisher
{
    private (long Frame, TrackId Track, MeshFaults Faults)? _firstFaulty;

    /// <summary>Surfaces written.</summary>
    public int Written { get; private set; }

    /// <summary>Those of them with a degenerate or an inverted face, or inside out.</summary>
    public int Faulty { get; private set; }

    /// <summary>Why the disk refused; null if it did not.</summary>
    public CommandFailedException? Fault { get; private set; }

    public void Publish(PoseFrame frame)
    {
        for (var i = 0; i < frame.People.Count && Fault is null; i++)
        {
            if (frame.People[i] is { State: TrackState.Confirmed, Mesh: { } mesh } person)
            {
                Write(frame.Stamp.Sequence, person.Track, mesh);
            }
        }
    }

    /// <summary>One line for people.</summary>
    public string Describe() => Faulty == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Written} surfaces in {folder}, none with a degenerate or inverted face")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Written} surfaces in {folder}, {Faulty} of them with faults; first track {_firstFaulty!.Value.Track.Value} in frame {_firstFaulty.Value.Frame}: {Text(_firstFaulty.Value.Faults)}");

    private void Write(long frame, TrackId track, PersonMesh mesh)
    {
        Inspect(frame, track, mesh);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"track-{track.Value}.obj"), string.Create(CultureInfo.InvariantCulture, $"{frame:D6}.obj"));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            ObjFile.Write(writer, mesh.Topology, mesh.Vertices_m);
            Written++;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fault = FileProblem.NotWritten("--export", path, exception);
            failed();
        }
    }

    private void Inspect(long frame, TrackId track, PersonMesh mesh)
    {
        var faults = MeshFaults.Of(mesh.Topology, [.. mesh.Vertices_m]);
        if (!faults.AreNone)
        {
            Faulty++;
            _firstFaulty ??= (frame, track, faults);
        }
    }

    private static string Text(MeshFaults faults) => faults.IsInsideOut
        ? "it is inside out"
        : string.Create(CultureInfo.InvariantCulture, $"{faults.Degenerate} degenerate and {faults.Inverted} inverted faces");
}
