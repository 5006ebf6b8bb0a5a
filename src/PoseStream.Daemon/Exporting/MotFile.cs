using System.Globalization;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// OpenSim's motion file (facts: model contracts §9.4): the angles that joints show, in degrees, and where the pelvis is, in metres. A coordinate that was never seen has no column;
/// one that was away for a while is filled in between (<see cref="AngleColumn"/>).
/// </summary>
internal static class MotFile
{
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");

    public static void Write(TextWriter writer, RecordedTrack track)
    {
        var columns = Columns(track);
        writer.Write("Coordinates\nversion=1\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"nRows={track.Samples.Count}\nnColumns={columns.Count + 1}\ninDegrees=yes\n"));
        writer.Write($"endheader\ntime\t{string.Join('\t', columns.Select(column => column.Name))}\n");
        for (var i = 0; i < track.Samples.Count; i++)
        {
            writer.Write(track.Samples[i].Time_s.ToString("F6", CultureInfo.InvariantCulture));
            foreach (var (_, values) in columns)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"\t{values[i]:F5}"));
            }

            writer.Write('\n');
        }
    }

    private static List<(string Name, double[] Values)> Columns(RecordedTrack track)
    {
        var count = track.Samples.Count;
        double[] times = [.. track.Samples.Select(sample => sample.Time_s)];
        var values = Enumerable.Range(0, JointAngleNames.Count).Select(_ => new double[count]).ToArray();
        var angles = new float[JointAngleNames.Count];
        for (var i = 0; i < count; i++)
        {
            JointAngleSolver.Solve(track.Samples[i].Joints_m, angles);
            for (var a = 0; a < angles.Length; a++)
            {
                values[a][i] = double.RadiansToDegrees(angles[a]);
            }
        }

        List<(string, double[])> columns = [];
        for (var a = 0; a < angles.Length; a++)
        {
            if (AngleColumn.TryFill(times, values[a]))
            {
                columns.Add((JointAngleNames.All[a], values[a]));
            }
        }

        AddPlace(columns, track);
        return columns;
    }

    private static void AddPlace(List<(string, double[])> columns, RecordedTrack track)
    {
        double[] Axis(Func<System.Numerics.Vector3, float> of) => [.. track.Samples.Select(sample => (double)of(sample.Joints_m[Pelvis]))];
        foreach (var (name, values) in new[] { ("pelvis_tx", Axis(p => p.X)), ("pelvis_ty", Axis(p => p.Y)), ("pelvis_tz", Axis(p => p.Z)) })
        {
            if (PlaceColumn.TryHold(values))
            {
                columns.Add((name, values));
            }
        }
    }
}
