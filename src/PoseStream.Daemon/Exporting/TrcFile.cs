using System.Globalization;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>OpenSim's marker file: a joint is a marker, metres, y up; an empty cell is an absent joint (facts: model contracts §9.4).</summary>
internal static class TrcFile
{
    public static void Write(TextWriter writer, RecordedTrack track)
    {
        var names = Halpe26.Skeleton.Joints.Select(joint => joint.Name).ToArray();
        var rate = (1 / track.FrameTime_s).ToString("F3", CultureInfo.InvariantCulture);
        var first = track.Samples[0].Sequence.ToString(CultureInfo.InvariantCulture);
        var frames = track.Samples.Count.ToString(CultureInfo.InvariantCulture);
        writer.Write($"PathFileType\t4\t(X/Y/Z)\t{track.Name}.trc\n");
        writer.Write("DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
        writer.Write($"{rate}\t{rate}\t{frames}\t{names.Length.ToString(CultureInfo.InvariantCulture)}\tm\t{rate}\t{first}\t{frames}\n");
        writer.Write($"Frame#\tTime\t{string.Join("\t\t\t", names)}\t\t\n");
        writer.Write($"\t\t{string.Join('\t', names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"X{i + 1}\tY{i + 1}\tZ{i + 1}")))}\n");
        foreach (var sample in track.Samples)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{sample.Sequence}\t{sample.Time_s:F6}"));
            foreach (var joint in sample.Joints_m)
            {
                writer.Write(float.IsFinite(joint.X) ? string.Create(CultureInfo.InvariantCulture, $"\t{joint.X:F5}\t{joint.Y:F5}\t{joint.Z:F5}") : "\t\t\t");
            }

            writer.Write('\n');
        }
    }
}
