using System.Text.Json;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>The result as one object, for programs. What was not measured is null; frames still in flight are decoded less published less dropped.</summary>
internal static class DemoJson
{
    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    public static void Write(string path, DemoResult result)
    {
        try
        {
            AtomicFile.Write(Path.GetFullPath(path), Render(result));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblem.NotWritten("--json", path, exception);
        }
    }

    public static byte[] Render(DemoResult result)
    {
        var all = result.All;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            void Number(string name, double value)
            {
                if (double.IsFinite(value))
                {
                    json.WriteNumber(name, value);
                }
                else
                {
                    json.WriteNull(name);
                }
            }

            json.WriteStartObject();
            json.WriteNumber("cameras", result.Cameras.Count);
            Number("seconds", result.Seconds);
            json.WriteNumber("frames_decoded", all.Flow.Decoded);
            json.WriteNumber("frames_published", all.Flow.Published);
            json.WriteNumber("frames_dropped", all.Flow.Dropped);
            json.WriteNumber("people_truth", all.PeopleTruth);
            json.WriteNumber("people_matched", all.PeopleMatched);
            Number("recall", all.Recall);
            Number("precision", all.Precision);
            Number("mpjpe_mm", 1000 * all.Mpjpe_m);
            Number("pa_mpjpe_mm", 1000 * all.PaMpjpe_m);
            Number("mrpe_mm", 1000 * all.Mrpe_m);
            json.WriteNumber("id_switches", all.IdSwitches);
            json.WriteStartObject("latency_ms");
            Number("p50", all.P50_ms);
            Number("p95", all.P95_ms);
            Number("p99", all.P99_ms);
            json.WriteEndObject();
            Number("cpu_seconds_per_frame", result.CpuSecondsPerFrame);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
