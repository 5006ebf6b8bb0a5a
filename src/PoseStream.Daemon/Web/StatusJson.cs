using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Daemon.Web;

/// <summary>What the page shows around the pictures.</summary>
internal static class StatusJson
{
    /// <summary>What does not change while the service runs.</summary>
    public static void WriteService(Utf8JsonWriter json, string node, string version, CameraFleet cameras)
    {
        json.WriteStartObject();
        json.WriteString("node", node);
        json.WriteString("version", version);
        json.WriteStartArray("models");
        foreach (var model in cameras.Models)
        {
            json.WriteStartObject();
            json.WriteString("id", model.Id);
            json.WriteString("provider", model.Provider);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("joints");
        foreach (var joint in Halpe26.Skeleton.Joints)
        {
            json.WriteStartObject();
            json.WriteString("name", joint.Name);
            json.WriteNumber("parent", joint.Parent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteStatus(Utf8JsonWriter json, CameraFleet cameras, LivePublisher live)
    {
        json.WriteStartObject();
        json.WriteStartArray("cameras");
        foreach (var status in cameras.Statuses().OrderBy(status => status.Camera.Value, StringComparer.Ordinal))
        {
            Write(json, status, live.LatencyOf(status.Camera));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CameraStatus status, LatencyWindow latency)
    {
        json.WriteStartObject();
        json.WriteString("name", status.Camera.Value);
        json.WriteString("state", StreamStatusMapper.NameOf(status.State));
        json.WriteString("message", status.Message);
        json.WriteString("calibration_notice", status.CalibrationNotice);
        json.WriteString("since", status.Since);
        json.WriteString("source", status.Source);
        json.WriteString("codec", status.Report?.Codec);
        json.WriteString("transport", status.Report?.Transport);
        json.WriteNumber("width_px", status.Geometry?.Width ?? 0);
        json.WriteNumber("height_px", status.Geometry?.Height ?? 0);
        json.WriteNumber("fps", Math.Round(status.PublishedPerSecond, 1));
        json.WriteNumber("decoded", status.Flow.Decoded);
        json.WriteNumber("published", status.Flow.Published);
        json.WriteNumber("in_flight", status.Flow.InFlight);
        json.WriteStartObject("dropped");
        foreach (var reason in Enum.GetValues<DropReason>())
        {
            json.WriteNumber(StreamStatusMapper.NameOf(reason), status.Flow.Drops[(int)reason]);
        }

        json.WriteEndObject();
        if (latency.Read() is var (p50, p95, p99))
        {
            json.WriteStartObject("latency_ms");
            json.WriteNumber("p50", Math.Round(p50, 1));
            json.WriteNumber("p95", Math.Round(p95, 1));
            json.WriteNumber("p99", Math.Round(p99, 1));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
