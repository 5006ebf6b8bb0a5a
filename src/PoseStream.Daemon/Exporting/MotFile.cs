using System.Globalization;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// OpenSim's motion file (facts: model contracts §9.4): the angles that joints show, in degrees, and where the pelvis is, in metres, in OpenSim's ground
/// (<see cref="OpenSimSpace"/>). A coordinate that was never seen has no column; one that was away for a while is filled in between (<see cref="AngleColumn"/>). Where a network gave the
/// coordinates of its own body model, all of that model's are written instead, those that it does not predict being 0 or what follows from others.
/// </summary>
internal static class MotFile
{
    private static readonly string[] Places = ["pelvis_tx", "pelvis_ty", "pelvis_tz"];
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
        if (track.Body is { } body)
        {
            return BodyColumns(track, body);
        }

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

    private static List<(string Name, double[] Values)> BodyColumns(RecordedTrack track, IBodyModel body)
    {
        double[] times = [.. track.Samples.Select(sample => sample.Time_s)];
        List<(string, double[])> columns = [];
        for (var c = 0; c < body.Coordinates.Count; c++)
        {
            var (name, place) = (body.Coordinates[c], Array.IndexOf(Places, body.Coordinates[c]));
            double[] values = [.. track.Samples.Select(sample => ValueOf(sample, c, place))];
            if (place >= 0 ? PlaceColumn.TryHold(values) : AngleColumn.TryFill(times, values))
            {
                columns.Add((name, values));
            }
        }

        return columns;
    }

    /// <param name="place">The axis, for a coordinate that is a place and counted from the pelvis that is published; below 0 for an angle.</param>
    private static double ValueOf(in TrackSample sample, int coordinate, int place) =>
        sample.Body is not { } body ? double.NaN
        : place < 0 ? double.RadiansToDegrees(body.Coordinates[coordinate])
        : body.Coordinates[coordinate] + sample.Joints_m[Pelvis][place];

    private static void AddPlace(List<(string, double[])> columns, RecordedTrack track)
    {
        double[] Axis(Func<System.Numerics.Vector3, float> of) => [.. track.Samples.Select(sample => (double)of(sample.Joints_m[Pelvis]))];
        foreach (var (name, values) in Places.Zip([Axis(p => p.X), Axis(p => p.Y), Axis(p => p.Z)]))
        {
            if (PlaceColumn.TryHold(values))
            {
                columns.Add((name, values));
            }
        }
    }
}
