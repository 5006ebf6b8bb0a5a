using PoseStream.Core.Metrics.Joints;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Angles;

/// <summary>MAE of the angles that two motion files share by name, at the times of the truth.</summary>
internal static class AngleComparison
{
    /// <exception cref="Hosting.CommandFailedException">No common angle or no common time.</exception>
    public static Evaluation Run(AngleTable predictions, AngleTable truth)
    {
        string[] names = [.. truth.Names.Where(predictions.Names.Contains)];
        if (names.Length == 0)
        {
            throw BadFile.Of(predictions.File, $"has none of the angles of {truth.File}, which start with {truth.Names[0]}");
        }

        var all = new AngleMeter($"{names.Length} angles");
        var each = names.Select(name => (Meter: new AngleMeter(name), Of: IndexOf(predictions, name), In: IndexOf(truth, name))).ToArray();
        var met = 0;
        foreach (var (time, values) in truth.Rows)
        {
            if (RowAt(predictions, time) is not { } row)
            {
                continue;
            }

            met++;
            foreach (var (meter, of, inTruth) in each)
            {
                meter.Add(row[of], values[inTruth]);
                all.Add(row[of], values[inTruth]);
            }
        }

        return met > 0
            ? new Evaluation(
                predictions.File, truth.File, [$"{met} of {truth.Rows.Count} times of the truth are within the predictions"], [all.Result(), .. each.Select(angle => angle.Meter.Result())])
            : throw BadFile.Of(predictions.File, $"no time of {truth.File} is within it ({predictions.Rows[0].Time_s} to {predictions.Rows[^1].Time_s} s)");
    }

    private static int IndexOf(AngleTable table, string name) => table.Names.Select((other, i) => (other, i)).First(pair => pair.other == name).i;

    /// <summary>Between two rows, in proportion of time; null before the first and after the last.</summary>
    private static double[]? RowAt(AngleTable table, double time_s)
    {
        const double Slack_s = 1e-6;
        var next = table.Rows.TakeWhile(row => row.Time_s < time_s - Slack_s).Count();
        if (next == table.Rows.Count)
        {
            return null;
        }

        var (after, values) = table.Rows[next];
        if (Math.Abs(after - time_s) <= Slack_s)
        {
            return values;
        }

        if (next == 0)
        {
            return null;
        }

        var (before, earlier) = table.Rows[next - 1];
        var share = (time_s - before) / (after - before);
        return [.. earlier.Zip(values, (a, b) => a + (share * Math.IEEERemainder(b - a, 360)))];
    }
}
