using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PoseStream.Core.Metrics;
using PoseStream.Daemon.Commands;
using Spectre.Console;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>Shows an evaluation: a table for people, or one JSON object for programs, with null for what could not be measured.</summary>
internal static class EvaluationOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new FiniteOrNull() }, WriteIndented = true,
    };

    public static void Write(Evaluation evaluation, bool json)
    {
        if (json)
        {
            WriteJson(evaluation);
        }
        else
        {
            WriteTable(evaluation);
        }
    }

    private static void WriteTable(Evaluation evaluation)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("figure", "value", "unit", "95 % interval", "alignment", "root", "joints", "samples");
        foreach (var result in evaluation.Results)
        {
            string[] cells =
            [
                result.Name, Show(result.Value), result.Unit, IntervalOf(result), result.Alignment, result.Root, result.Joints,
                string.Create(CultureInfo.InvariantCulture, $"{result.Samples} {result.SampleKind}"),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Terminal.Write(table);
        foreach (var note in evaluation.Notes)
        {
            Console.WriteLine(note);
        }
    }

    private static void WriteJson(Evaluation evaluation) => Console.WriteLine(JsonSerializer.Serialize(evaluation, Options));

    private static string IntervalOf(MetricResult result) =>
        result is { Low95: { } low, High95: { } high } ? $"{Show(low)} to {Show(high)}" : MetricResult.None;

    private static string Show(double value) =>
        double.IsNaN(value) ? "nothing to measure" : value.ToString(Math.Abs(value) >= 1000 ? "F0" : "0.####", CultureInfo.InvariantCulture);

    private sealed class FiniteOrNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
