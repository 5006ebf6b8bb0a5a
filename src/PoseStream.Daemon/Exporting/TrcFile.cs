using System.Globalization;
using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>OpenSim's marker file: a joint is a marker, metres, OpenSim's ground (<see cref="Core.Kinematics.OpenSimSpace"/>); an empty cell is an absent joint (facts: model contracts §9.4).</summary>
internal static class TrcFile
{
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

    public static void Write(TextWriter writer, RecordedTrack track) =>
        Write(writer, track, $"{track.Name}.trc", [.. Halpe26.Skeleton.Joints.Select(joint => joint.Name)], sample => sample.Joints_m);

    /// <summary>The markers of the network's own body model.</summary>
    /// <param name="track">One of whom a network told in the terms of such a model.</param>
    public static void WriteMarkers(TextWriter writer, RecordedTrack track)
    {
        var names = track.Body!.Markers;
        Write(writer, track, $"{track.Name}.markers.trc", names, sample => MarkersOf(sample, names.Count));
    }

    private static Vector3[] MarkersOf(TrackSample sample, int count) =>
        [.. Enumerable.Range(0, count).Select(i => sample.Body is { } body ? sample.Joints_m[Pelvis] + body.Markers_m[i] : new Vector3(float.NaN))];

    private static void Write(TextWriter writer, RecordedTrack track, string file, IReadOnlyList<string> names, Func<TrackSample, Vector3[]> pointsOf)
    {
        var rate = (1 / track.FrameTime_s).ToString("F3", CultureInfo.InvariantCulture);
        var first = track.Samples[0].Sequence.ToString(CultureInfo.InvariantCulture);
        var frames = track.Samples.Count.ToString(CultureInfo.InvariantCulture);
        writer.Write($"PathFileType\t4\t(X/Y/Z)\t{file}\n");
        writer.Write("DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
        writer.Write($"{rate}\t{rate}\t{frames}\t{names.Count.ToString(CultureInfo.InvariantCulture)}\tm\t{rate}\t{first}\t{frames}\n");
        writer.Write($"Frame#\tTime\t{string.Join("\t\t\t", names)}\t\t\n");
        writer.Write($"\t\t{string.Join('\t', names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"X{i + 1}\tY{i + 1}\tZ{i + 1}")))}\n");
        foreach (var sample in track.Samples)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{sample.Sequence}\t{sample.Time_s:F6}"));
            foreach (var point in pointsOf(sample))
            {
                writer.Write(float.IsFinite(point.X) ? string.Create(CultureInfo.InvariantCulture, $"\t{point.X:F5}\t{point.Y:F5}\t{point.Z:F5}") : "\t\t\t");
            }

            writer.Write('\n');
        }
    }
}
