using System.Globalization;
using System.Text.Json;
using PoseStream.Daemon.Commands;
using Spectre.Console;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>Shows an evaluation of scenes as a table, and as JSON: an array with one object a row, null for what could not be measured.</summary>
internal static class SceneOutput
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void WriteTable(IEnumerable<SceneRow> rows)
    {
        var table = new Table().Border(TableBorder.Minimal)
            .AddColumns("scene", "calibration", "refinement", "MPJPE mm", "PA mm", "MRPE mm", "jitter", "switches", "angles °", "in ellipsoid", "missed", "late ms");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Scene, row.Calibration, row.Refinement, Show(row.Mpjpe_mm, "F1"), Show(row.PaMpjpe_mm, "F1"), Show(row.Mrpe_mm, "F0"), Show(row.JitterRatio, "F2"),
                Show(row.IdSwitchesPerPersonMinute, "F2"), Show(row.AngleMae_deg, "F1"), Show(row.CovarianceCoverage, "P1"), Show(row.MissedPercent, "F1"),
                Show(row.AddedDelay_ms, "F0"),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Terminal.Write(table);
        Console.WriteLine("Errors are of joints that can be seen, at the time that a position claims to be of; jitter is the mean acceleration over the truth's; switches are per person and minute; missed are percent of people who can be seen.");
    }

    public static byte[] Json(IEnumerable<SceneRow> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
            {
                Write(writer, row);
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SceneRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("scene", row.Scene);
        writer.WriteString("calibration", row.Calibration);
        writer.WriteString("refinement", row.Refinement);
        Write(writer, "mpjpe_mm", row.Mpjpe_mm);
        Write(writer, "pa_mpjpe_mm", row.PaMpjpe_mm);
        Write(writer, "mrpe_mm", row.Mrpe_mm);
        Write(writer, "jitter_ratio", row.JitterRatio);
        Write(writer, "id_switches_per_person_minute", row.IdSwitchesPerPersonMinute);
        Write(writer, "angle_mae_deg", row.AngleMae_deg);
        Write(writer, "covariance_coverage", row.CovarianceCoverage);
        Write(writer, "missed_percent", row.MissedPercent);
        Write(writer, "added_delay_ms", row.AddedDelay_ms);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string key, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(key, value);
        }
        else
        {
            writer.WriteNull(key);
        }
    }

    private static string Show(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
